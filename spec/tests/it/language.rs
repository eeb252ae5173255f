//! The checker accepts the reference, the five APIs and the shipped files as they say.

use crate::common::messages;
use errspec_spec::diag::Severity;
use errspec_spec::{Checked, NoFiles, check, shipped};
use std::path::Path;

/// The YAML blocks of a text: the line, the slug expected, the block.
fn blocks(text: &'static str) -> Vec<(usize, Option<&'static str>, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, Option<&'static str>, String)> = None;
    for (at, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) if info.starts_with("yaml") => {
                open = Some((at + 2, info.strip_prefix("yaml error="), String::new()));
            }
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some((.., text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            _ => {}
        }
    }
    blocks
}

#[test]
fn every_example_of_the_reference_is_accepted_or_refused_as_it_says() {
    let blocks = blocks(include_str!("../../LANGUAGE.md"));
    assert!(blocks.len() > 20 && blocks.iter().any(|(_, slug, _)| slug.is_some()));
    for (line, slug, text) in blocks {
        let checked = check("LANGUAGE.md", text.as_bytes(), &mut NoFiles);
        let found: Vec<(&str, Severity)> =
            checked.findings.iter().map(|finding| (finding.rule.slug, finding.rule.severity)).collect();
        let expected: Vec<_> = slug.iter().map(|slug| (*slug, Severity::Error)).collect();
        assert_eq!(found, expected, "the block at line {line}: {:?}", messages(&checked));
    }
}

#[test]
fn every_recipe_is_without_findings() {
    let blocks = blocks(include_str!("../../RECIPES.md"));
    assert!(blocks.len() >= 9);
    for (line, slug, text) in blocks {
        let checked = check("RECIPES.md", text.as_bytes(), &mut NoFiles);
        assert!(slug.is_none() && checked.findings.is_empty(), "the block at line {line}: {:?}", messages(&checked));
    }
}

#[test]
fn the_guides_example_is_without_findings_after_every_step() {
    let mut whole = String::new();
    let blocks = blocks(include_str!("../../GUIDE.md"));
    assert!(blocks.len() >= 5);
    for (line, slug, text) in blocks {
        whole.push_str(&text);
        let checked = check("shop.yaml", whole.as_bytes(), &mut NoFiles);
        let found: Vec<&str> = checked.findings.iter().map(|finding| finding.rule.slug).collect();
        assert!(slug.is_none() && found.is_empty(), "after the block at line {line}: {:?}", messages(&checked));
    }
}

fn clean(name: &str, checked: &Checked) {
    assert!(checked.findings.is_empty(), "{name}: {:#?}", messages(checked));
    assert!(checked.contract.is_some());
}

#[test]
fn the_five_apis_are_without_findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("apis");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        clean(&name, &check(&name, &std::fs::read(&path).unwrap(), &mut NoFiles));
        names.push(name);
    }
    names.sort();
    assert_eq!(names, ["autoretouch.yaml", "images.yaml", "jobs.yaml", "media_tasks.yaml", "vision.yaml"]);
}

#[test]
fn the_shipped_files_can_be_used_one_by_one_and_together() {
    let names: Vec<&str> = shipped().map(|(name, _)| name).collect();
    for name in &names {
        let text = format!("errspec: 1\nname: example\nuse: [std/{name}]\n");
        clean(name, &check("spec.yaml", text.as_bytes(), &mut NoFiles));
    }
    let all: Vec<String> = names.iter().map(|name| format!("std/{name}")).collect();
    let text = format!("errspec: 1\nname: example\nuse: [{}]\n", all.join(", "));
    clean("all", &check("spec.yaml", text.as_bytes(), &mut NoFiles));
}

#[test]
fn a_review_of_the_images_api_asks_about_its_cap() {
    let checked = check("images.yaml", include_bytes!("../../apis/images.yaml"), &mut NoFiles);
    let notes = errspec_spec::review(&checked.contract.unwrap());
    let caps: Vec<_> = notes.iter().filter(|note| note.rule.slug == "cap-never-reached").collect();
    assert_eq!(caps.len(), 1);
    assert_eq!(checked.sources.slice(caps[0].primary.span), "30s");
}
