//! `errspec explain`.

use crate::folder::Folder;

#[test]
fn every_finding_that_is_listed_is_explained() {
    let folder = Folder::new("every_finding_that_is_listed");
    let list = folder.errspec(&["explain"]);
    assert_eq!(list.code, 0);
    let slugs: Vec<&str> = list.out.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert!(slugs.contains(&"duplicate-key") && slugs.is_sorted(), "{slugs:?}");
    let run = folder.errspec(&["explain", slugs[0]]);
    assert!(run.out.starts_with(&format!("{}: ", slugs[0])), "{}", run.out);
}

#[test]
fn an_explanation_shows_what_is_wrong_and_what_is_right() {
    let folder = Folder::new("an_explanation_shows");
    let run = folder.errspec(&["explain", "duplicate-key"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let examples = run.out.lines().filter(|line| line.starts_with("    ")).count();
    assert!(examples >= 4, "{}", run.out);
    let prose = run.out.lines().filter(|line| !line.starts_with(' '));
    assert!(prose.clone().all(|line| line.chars().count() <= 80), "{}", run.out);
}

#[test]
fn an_unknown_finding_gets_a_suggestion() {
    let folder = Folder::new("an_unknown_finding");
    let run = folder.errspec(&["explain", "duplicate-kye"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("did you mean `duplicate-key`?"), "{}", run.err);
    assert_eq!(folder.errspec(&["explain", "zzzzzzzzzz"]).code, 2);
}
