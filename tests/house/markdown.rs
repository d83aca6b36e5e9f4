//! A page in Markdown: what strangers write is shown and does nothing.

use pulldown_cmark::{Event, Options as Extensions, Parser, Tag};
use tadqiq::render::Format;
use tadqiq::{Options, Report, Subject};

use crate::formats::rendered;
use crate::support::{Scene, lacking};

/// Values that would be markup, a link, a call of somebody, a reference, or the end of a cell.
const HOSTILE: [&str; 24] = [
    "@org/team look",
    "#1 and org/repository#2",
    "https://example.org/x",
    "www.example.org",
    "[x](https://example.org)",
    "![x](https://example.org/x.png)",
    "[x]: https://example.org",
    "<img src=x onerror=alert(1)>",
    "<!-- x",
    "</td></table>",
    "<details open>",
    "a | b",
    "a \\| b",
    "a \\\\| b",
    "`",
    "`` ` ```",
    "a`<b>`c",
    "` `@x` `",
    " `",
    "\\",
    "# x",
    "**x** _y_ ~~z~~ $x$",
    "&lt;b&gt; &#60;b&#62;",
    "\n| a | b |\n\n# x\n\n<b>",
];

/// A report whose file, id, key and value are a text.
fn report(text: &str) -> Report {
    let record = serde_json::json!({"id": text, "kind": text, "status": "held", text: text});
    let record = serde_json::to_string(&record).unwrap();
    tadqiq::check(&Subject::text(&format!("{text}.ndjson"), record), &Options::default()).unwrap()
}

/// What a reader makes of a page: cells a row, links, and what stands in code and elsewhere.
#[derive(Debug, Default)]
struct Page {
    rows: Vec<usize>,
    links: Vec<String>,
    code: String,
    words: String,
}

fn read(page: &str) -> Page {
    let mut read = Page::default();
    for event in Parser::new_ext(page, Extensions::ENABLE_TABLES | Extensions::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => read.rows.push(0),
            Event::Start(Tag::TableCell) => *read.rows.last_mut().unwrap() += 1,
            Event::Start(Tag::Link { dest_url, .. }) => read.links.push(dest_url.into_string()),
            Event::Start(tag @ (Tag::Image { .. } | Tag::HtmlBlock | Tag::Emphasis | Tag::Strong)) => {
                panic!("{tag:?} in {page}")
            }
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html} in {page}"),
            Event::Code(code) => read.code.push_str(&format!("{code}\n")),
            Event::Text(text) => read.words.push_str(&text),
            _ => {}
        }
    }
    read
}

#[test]
fn what_strangers_write_is_code_and_nothing_else() {
    for text in HOSTILE {
        let report = report(text);
        let page = rendered(&report, Format::Markdown);
        let read = read(&page);
        assert_eq!(read.rows.len(), 1 + report.causes().len(), "{text:?} in {page}");
        assert!(read.rows.iter().all(|cells| *cells == 6), "{text:?}: {:?} in {page}", read.rows);
        assert!(
            read.links.iter().all(|link| link.starts_with("https://tadqiq.github.io/")),
            "{:?}",
            read.links
        );
        for mark in ["@", "#", "example.org", "<", "$"] {
            assert!(!read.words.contains(mark), "{mark} of {text:?} acts in {page}");
        }
        // Behind a backslash a bar is shown by its code: readers disagree on it.
        let shown = tadqiq::text::character::show(text).replace("\\|", "\\⟨U+007C⟩");
        assert!(read.code.contains(shown.trim()), "{shown:?} is not among {}", read.code);
    }
}

#[test]
fn comments_of_reviewdog_show_what_strangers_write_as_code() {
    for text in HOSTILE {
        let document: serde_json::Value =
            serde_json::from_str(&rendered(&report(text), Format::Rdjson)).unwrap();
        for found in document["diagnostics"].as_array().unwrap() {
            let read = read(found["message"].as_str().unwrap());
            assert_eq!((read.links.len(), read.rows.len()), (0, 0), "{found}");
            for mark in ["@", "#", "example.org", "<", "$"] {
                assert!(!read.words.contains(mark), "{mark} of {text:?} acts in {found}");
            }
        }
    }
}

#[test]
fn sarif_links_nothing_of_what_strangers_write() {
    for text in HOSTILE {
        let document: serde_json::Value =
            serde_json::from_str(&rendered(&report(text), Format::Sarif)).unwrap();
        for result in document["runs"][0]["results"].as_array().unwrap() {
            let message = result["message"]["text"].as_str().unwrap();
            let links =
                message.split("](").skip(1).filter(|rest| !rest.starts_with(|it: char| it.is_ascii_digit()));
            assert_eq!(links.count(), 0, "{message}");
        }
    }
}

#[test]
fn what_runs_from_right_to_left_is_isolated() {
    let page = rendered(&report("محمد"), Format::Markdown);
    assert!(page.contains("`\u{2068}محمد\u{2069}`"), "{page}");
}

#[test]
fn a_page_is_short_and_says_what_it_leaves_out() {
    let unlike = |number: usize| {
        format!(r#"{{"id": "r{number}", "status": "held", "kind": "{number} {}"}}"#, "long ".repeat(60))
            + "\n"
    };
    let scene = Scene::new([("r.ndjson", (0..2000).map(unlike).collect::<String>())]);
    let page = scene.run(&["check", "r.ndjson", "--output-format", "markdown"]).out;
    assert!(page.len() < 65_536, "{}", page.len());
    let last = page.lines().last().unwrap();
    assert!(last.contains("more causes with ") && last.contains("left out"), "{last}");
    let rows = page.lines().filter(|line| line.starts_with("| error")).count();
    let digits = last.split(' ').next().unwrap().replace('\u{a0}', "");
    let left_out: usize = digits.parse().unwrap();
    assert!(rows > 50 && rows + left_out >= 2000, "{rows} {last}");
}

#[test]
fn a_page_says_what_was_not_judged_and_that_nothing_was_found() {
    let scene = Scene::new([("r.json", crate::support::CLEAN.to_owned()), ("s.json", lacking("s"))]);
    let clean = scene.run(&["check", "r.json", "--output-format", "markdown"]);
    assert!(clean.out.starts_with("## tadqiq: nothing to report\n\n1 record in 1 file.\n"), "{}", clean.out);
    let ran = scene.run(&["check", "s.json", "gone@x.json", "--output-format", "markdown"]);
    assert!(ran.out.starts_with("## tadqiq: 2 errors\n"), "{}", ran.out);
    assert!(ran.out.contains("\n### Could not be judged\n\n- `no such file: gone@x.json`. "), "{}", ran.out);
    let ran = scene.run(&["check", "gone.json", "--output-format", "markdown"]);
    assert!(ran.out.starts_with("## tadqiq: nothing was judged\n"), "{}", ran.out);
}
