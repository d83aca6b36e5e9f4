//! What a reader of output would obey: a terminal, and the runner of GitHub Actions.

/// Characters that a terminal obeys, or that reorder or break its lines; ours are line ends, and isolates that
/// are closed on the line they were opened on.
pub fn orders_to_a_terminal(output: &str) -> Vec<String> {
    let mut orders = Vec::new();
    for line in output.split('\n') {
        let mut open = 0_i32;
        for character in line.chars() {
            match character {
                '\u{2068}' => open += 1,
                '\u{2069}' => open -= 1,
                '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}' => {
                    orders.push(format!("U+{:04X} in {line:?}", u32::from(character)));
                }
                '\u{2028}' | '\u{2029}' => orders.push(format!("a line end in {line:?}")),
                _ if u32::from(character) < 0x20 || (0x7f..=0x9f).contains(&u32::from(character)) => {
                    orders.push(format!("U+{:04X} in {line:?}", u32::from(character)));
                }
                _ => {}
            }
            if open < 0 {
                orders.push(format!("an isolate is closed that is not open in {line:?}"));
                open = 0;
            }
        }
        if open != 0 {
            orders.push(format!("{open} isolates are left open in {line:?}"));
        }
    }
    orders
}

/// An order to the runner.
#[derive(Debug, PartialEq, Eq)]
pub struct Order {
    /// `error`, `add-mask` …
    pub name: String,
    /// Its properties, unescaped.
    pub properties: Vec<(String, String)>,
    /// What it is about, unescaped.
    pub data: String,
}

impl Order {
    /// A property's value.
    pub fn property(&self, key: &str) -> Option<&str> {
        self.properties.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Whether it has a property.
    pub fn has(&self, key: &str) -> bool {
        self.property(key).is_some()
    }
}

/// What the runner would do on reading this output, by both of its parsers: `::name key=value::data` where a
/// line begins, white space aside, and `##[name key=value;]data` anywhere in one. Any name counts, known or
/// not, and anything that some reader takes for a line's end ends one.
pub fn orders_to_a_runner(output: &str) -> Vec<Order> {
    let lines = output.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    lines.filter_map(|line| newer(line).or_else(|| older(line))).collect()
}

fn newer(line: &str) -> Option<Order> {
    let is_space = |character: char| character.is_whitespace() || character == '\u{feff}';
    let (head, data) = line.trim_start_matches(is_space).strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let properties = properties.trim().split(',').filter_map(|property| property.split_once('='));
    let unescaped = |value: &str| unescape(value).replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    Some(Order {
        name: name.to_owned(),
        properties: properties.map(|(key, value)| (key.to_owned(), unescaped(value))).collect(),
        data: unescape(data).replace("%25", "%"),
    })
}

fn older(line: &str) -> Option<Order> {
    let (_, rest) = line.split_once("##[")?;
    let (head, data) = rest.split_once(']')?;
    let name = head.split(' ').next().unwrap_or_default();
    Some(Order { name: name.to_owned(), properties: Vec::new(), data: data.to_owned() })
}

fn unescape(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n")
}

#[test]
fn the_oracle_sees_what_a_runner_obeys() {
    for line in ["::error::x", "  ::x y=z::", "\u{85}::error file=a%2Cb::x", "a ##[error]b", "##[group]"] {
        assert_eq!(orders_to_a_runner(line).len(), 1, "{line}");
    }
    for line in ["x ::error::x", ":: error", "## [error]", "##[error"] {
        assert_eq!(orders_to_a_runner(line), [], "{line}");
    }
    assert_eq!(orders_to_a_runner("::error file=a%2Cb::x")[0].property("file"), Some("a,b"));
}

#[test]
fn the_oracle_sees_what_a_terminal_obeys() {
    for text in [
        "\u{1b}",
        "\t",
        "\r\n",
        "\u{7f}",
        "\u{9b}",
        "\u{202e}",
        "\u{2068}a\n\u{2069}",
        "\u{2069}",
        "\u{2028}",
    ] {
        assert!(!orders_to_a_terminal(text).is_empty(), "{text:?}");
    }
    for text in ["a\nb", "\u{2068}ي\u{2069}", "👩\u{200d}🚀"] {
        assert_eq!(orders_to_a_terminal(text), [""; 0], "{text:?}");
    }
}
