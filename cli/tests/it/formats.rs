//! The formats for machines.

use crate::folder::{BROKEN, Folder, SHOP};
use serde_json::Value;

fn check(test: &str, format: &str) -> String {
    let folder = Folder::new(test);
    folder.write("broken.yaml", BROKEN);
    folder.write("more.yaml", "errspec: 1\nname: more\nstatuses:\n  500: { retry: transiet }\n");
    let run = folder.errspec(&["check", "broken.yaml", "more.yaml", "--format", format]);
    assert_eq!(run.code, 1);
    run.out
}

#[test]
fn json_is_one_object_a_line() {
    let out = check("json_is_one_object_a_line", "json");
    let findings: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let places: Vec<_> = findings.iter().map(|finding| (&finding["file"], &finding["line"], &finding["col"])).collect();
    assert_eq!(places.len(), 3);
    assert_eq!(places[0], (&"broken.yaml".into(), &4.into(), &10.into()));
    assert_eq!(places[1], (&"broken.yaml".into(), &6.into(), &3.into()));
    assert_eq!(places[2], (&"more.yaml".into(), &4.into(), &17.into()));
    assert_eq!(findings[0]["slug"], "unknown-key");
    assert_eq!(findings[0]["severity"], "error");
    assert_eq!(findings[0]["fix"]["replacement"], "summary");
    assert_eq!(findings[1]["labels"][0]["line"], 5);
}

#[test]
fn sarif_is_one_document_for_all_files() {
    let document: Value = serde_json::from_str(&check("sarif_is_one_document", "sarif")).unwrap();
    assert_eq!(document["version"], "2.1.0");
    assert!(document["$schema"].is_string());
    let runs = document["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0]["tool"]["driver"]["name"], "errspec");
    let rules = runs[0]["tool"]["driver"]["rules"].as_array().unwrap();
    let results = runs[0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    for result in results {
        assert_eq!(result["level"], "error");
        assert!(result["message"]["text"].is_string());
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
    }
    let last = &results[2]["locations"][0]["physicalLocation"];
    assert_eq!(last["artifactLocation"]["uri"], "more.yaml");
    assert_eq!(last["region"]["startLine"], 4);
}

#[test]
fn sarif_without_findings_is_a_document_too() {
    let folder = Folder::new("sarif_without_findings");
    folder.write("shop.yaml", SHOP);
    let document: Value = serde_json::from_str(&folder.errspec(&["check", "shop.yaml", "--format", "sarif"]).out).unwrap();
    assert_eq!(document["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn github_commands_are_one_line_each_and_escaped() {
    let folder = Folder::new("github_commands");
    folder.write("a,b:c%.yaml", "errspec: 1\nname: odd\nstatuses:\n  \"100%\": Never\n");
    let run = folder.errspec(&["check", "a,b:c%.yaml", "--format", "github"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    let (properties, message) = run.out.trim_end().strip_prefix("::error ").unwrap().split_once("::").unwrap();
    assert!(properties.starts_with("file=a%2Cb%3Ac%25.yaml,line=4,col=3,"), "{properties}");
    assert!(message.contains("100%25"), "{message}");
    assert!(!message.replace("%25", "").replace("%0A", "").contains('%'), "{message}");
}
