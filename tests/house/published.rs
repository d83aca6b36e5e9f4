//! What we print for other programs is as their published schemas say.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::support::{Scene, clean, hostile, lacking, run_here};

/// Folders whose reports are held against the schemas: many findings of many rules, and none.
const FOLDERS: [&str; 3] = ["fixtures/meetings-2022", "fixtures/meetings-2022-clean", "fixtures/rules"];

/// A format's outputs: of the project's own data, and of files with everything in them that programs choke on.
fn outputs(format: &str) -> Vec<String> {
    let mut outputs: Vec<String> =
        FOLDERS.iter().map(|folder| run_here(&["check", folder, "--output-format", format]).out).collect();
    let scene = Scene::new(hostile());
    let ran = scene.run(&[
        "check",
        "--output-format",
        format,
        ".",
        "gone\u{1b}[31m.json",
        "a]]>b.json",
        "./a]]>b.json",
    ]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    outputs.push(ran.out);
    outputs
}

fn violations(schema: &str, document: &str) -> Vec<String> {
    let mut schema: Value = serde_json::from_str(schema).unwrap();
    // A pattern of SARIF's schema is no regular expression; we do not say what language a run speaks.
    for part in ["run", "toolComponent"] {
        if let Some(language) = schema.pointer_mut(&format!("/definitions/{part}/properties/language")) {
            language.as_object_mut().unwrap().remove("pattern");
        }
    }
    let document: Value = serde_json::from_str(document).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What is wrong with a log of SARIF.
pub fn violations_of_sarif(document: &str) -> Vec<String> {
    violations(include_str!("published/sarif-2.1.0.schema.json"), document)
}

#[test]
fn sarif_is_as_oasis_says() {
    for document in outputs("sarif") {
        assert_eq!(violations_of_sarif(&document), [""; 0]);
        let log: Value = serde_json::from_str(&document).unwrap();
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for result in run["results"].as_array().unwrap() {
            let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            links_lead_to_related_locations(result);
        }
        for rule in rules {
            for member in ["shortDescription", "fullDescription", "help"] {
                let text = rule[member]["text"].as_str().unwrap();
                assert!(!text.is_empty() && (member == "help" || text.chars().count() <= 1024), "{rule}");
            }
        }
    }
}

/// Every link of a message leads to a related location, and there is no other.
fn links_lead_to_related_locations(result: &Value) {
    let none = Vec::new();
    let related = result["relatedLocations"].as_array().unwrap_or(&none);
    let ids: BTreeSet<String> = related.iter().map(|location| location["id"].to_string()).collect();
    assert_eq!(ids.len(), related.len(), "{result}");
    let message = result["message"]["text"].as_str().unwrap();
    let links: Vec<&str> = message.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    assert_eq!(links.len(), related.len().min(10), "{message}");
    assert!(links.iter().all(|link| ids.contains(*link)), "{message}");
}

#[test]
fn sarif_holds_what_code_scanning_asks_for() {
    let scene = Scene::new([("a b#ي.ndjson", format!("{}\n{}\n", lacking("r1"), clean("r2")))]);
    let ran = scene.run(&["check", ".", "--output-format", "sarif"]);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.contains("sarif-2.1.0")));
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let report = scene.run(&["check", ".", "--output-format", "json"]).report();
    let fingerprint = &report["diagnostics"][0]["fingerprint"];
    assert_eq!(&result["partialFingerprints"]["primaryLocationLineHash"], fingerprint);
    assert_eq!(&result["partialFingerprints"]["tadqiq/v1"], fingerprint);
    let location = &result["locations"][0];
    assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], "a%20b%23%D9%8A.ndjson");
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "r1");
    let invocation = &run["invocations"][0];
    assert_eq!((&invocation["executionSuccessful"], &invocation["exitCode"]), (&true.into(), &1.into()));
    let ran = scene.run(&["check", ".", "gone.json", "--output-format", "sarif"]);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!((&invocation["executionSuccessful"], &invocation["exitCode"]), (&false.into(), &2.into()));
    let told = invocation["toolExecutionNotifications"].to_string();
    assert!(told.contains("gone.json") && told.contains("\"error\""), "{told}");
}

#[test]
fn a_code_quality_report_is_as_gitlab_says() {
    for document in outputs("gitlab") {
        let schema = include_str!("published/gitlab-code-quality.schema.json");
        assert_eq!(violations(schema, &document), [""; 0]);
        let issues: Vec<Value> = serde_json::from_str(&document).unwrap();
        let known: BTreeSet<&str> =
            issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(known.len(), issues.len());
    }
}

#[test]
fn rdjson_is_as_reviewdog_says() {
    for document in outputs("rdjson") {
        assert_eq!(violations(include_str!("published/rdjson.schema.json"), &document), [""; 0]);
    }
}

#[test]
fn junit_is_as_its_schema_says() {
    let schema = XmlSchema::read(include_str!("published/junit-10.xsd"));
    assert!(
        schema.elements.contains_key("testsuites") && schema.elements["testcase"].required.contains("name")
    );
    for document in outputs("junit") {
        assert_eq!(schema.violations(&document), [""; 0]);
        let count = |attribute: &str| {
            let root = document.lines().find(|line| line.starts_with("<testsuites")).unwrap();
            let value =
                root.split(&format!(" {attribute}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            value.unwrap().parse::<usize>().unwrap()
        };
        let of = |tag: &str| document.matches(&format!("<{tag} ")).count();
        assert_eq!(
            (count("tests"), count("failures"), count("errors")),
            (of("testcase"), of("failure"), of("error")),
            "{document:.2000}"
        );
        assert!(of("testcase") > 0);
    }
}

#[test]
fn the_reader_of_the_xml_schema_sees_what_is_wrong() {
    let schema = XmlSchema::read(include_str!("published/junit-10.xsd"));
    for (document, wrong) in [
        ("<testsuites><testsuite/></testsuites>", "testsuite lacks"),
        ("<testsuites skipped=\"0\"/>", "testsuites has no skipped"),
        ("<testsuites><failure/></testsuites>", "testsuites holds no failure"),
        ("<testsuites>words</testsuites>", "testsuites holds no text"),
        ("<other/>", "no element other"),
    ] {
        let violations = schema.violations(document);
        assert!(violations.iter().any(|violation| violation.contains(wrong)), "{document}: {violations:?}");
    }
}

/// As much of an XML schema as this one has: elements with their attributes, and the elements that they may hold.
struct XmlSchema {
    elements: BTreeMap<String, XmlElement>,
}

#[derive(Default)]
struct XmlElement {
    attributes: BTreeSet<String>,
    required: BTreeSet<String>,
    children: BTreeSet<String>,
    holds_text: bool,
}

impl XmlSchema {
    fn read(text: &str) -> Self {
        let mut elements: BTreeMap<String, XmlElement> = BTreeMap::new();
        let mut depth = 0;
        let mut current: Option<String> = None;
        let mut reader = Reader::from_str(text);
        loop {
            let (tag, is_open) = match reader.read_event().unwrap() {
                Event::Start(tag) => (tag.into_owned(), true),
                Event::Empty(tag) => (tag.into_owned(), false),
                Event::End(_) => {
                    depth -= 1;
                    if depth == 1 {
                        current = None;
                    }
                    continue;
                }
                Event::Eof => return Self { elements },
                _ => continue,
            };
            let attributes = attributes(&tag);
            let name = attributes.get("name").cloned();
            match tag.name().as_ref() {
                b"xs:element" if depth == 1 => {
                    let element = elements.entry(name.clone().unwrap()).or_default();
                    element.holds_text = attributes.get("type").is_some_and(|of| of == "xs:string");
                    current = name;
                }
                b"xs:element" => {
                    let Some(element) = current.as_ref().and_then(|name| elements.get_mut(name)) else {
                        continue;
                    };
                    element.children.extend(attributes.get("ref").cloned());
                }
                b"xs:attribute" => {
                    let Some(element) = current.as_ref().and_then(|name| elements.get_mut(name)) else {
                        continue;
                    };
                    if attributes.get("use").is_some_and(|it| it == "required") {
                        element.required.extend(name.clone());
                    }
                    element.attributes.extend(name);
                }
                b"xs:complexType" if attributes.get("mixed").is_some_and(|it| it == "true") => {
                    let Some(element) = current.as_ref().and_then(|name| elements.get_mut(name)) else {
                        depth += usize::from(is_open);
                        continue;
                    };
                    element.holds_text = true;
                }
                _ => {}
            }
            depth += usize::from(is_open);
            if depth == 1 {
                current = None;
            }
        }
    }

    fn violations(&self, document: &str) -> Vec<String> {
        let mut violations = Vec::new();
        let mut open: Vec<String> = Vec::new();
        let mut reader = Reader::from_str(document);
        loop {
            let (tag, is_open) = match reader.read_event().unwrap() {
                Event::Start(tag) => (tag.into_owned(), true),
                Event::Empty(tag) => (tag.into_owned(), false),
                Event::End(_) => {
                    open.pop();
                    continue;
                }
                Event::Text(text) => {
                    let is_blank = text.iter().all(u8::is_ascii_whitespace);
                    let holds_text = open.last().is_none_or(|name| self.elements[name].holds_text);
                    if !is_blank && !holds_text {
                        violations.push(format!("{} holds no text", open.last().unwrap()));
                    }
                    continue;
                }
                Event::Eof => return violations,
                _ => continue,
            };
            let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
            let Some(element) = self.elements.get(&name) else {
                violations.push(format!("there is no element {name}"));
                return violations;
            };
            if let Some(parent) =
                open.last().filter(|parent| !self.elements[*parent].children.contains(&name))
            {
                violations.push(format!("{parent} holds no {name}"));
            }
            let has: BTreeSet<String> = attributes(&tag).into_keys().collect();
            violations.extend(element.required.difference(&has).map(|it| format!("{name} lacks {it}")));
            violations.extend(has.difference(&element.attributes).map(|it| format!("{name} has no {it}")));
            if is_open {
                open.push(name);
            }
        }
    }
}

fn attributes(tag: &BytesStart<'_>) -> BTreeMap<String, String> {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
        (key, String::from_utf8(attribute.value.to_vec()).unwrap())
    });
    attributes.collect()
}
