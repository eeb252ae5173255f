//! Folders: which of their files are specs.

use crate::folder::{BROKEN, Folder, SHOP};

#[test]
fn a_folder_is_searched_for_specs() {
    let folder = Folder::new("a_folder_is_searched");
    folder.write("spec/shop.yaml", SHOP);
    folder.write("spec/old/broken.yml", BROKEN);
    folder.write("spec/compose.yaml", "services: { web: {} }\n");
    folder.write("spec/notes.txt", "errspec: 1\nname: notes\nstatusses: {}\n");
    folder.write("spec/.cache/copy.yaml", BROKEN);
    folder.write("spec/target/copy.yaml", BROKEN);
    let run = folder.errspec(&["check", "spec", "--format", "json"]);
    assert_eq!(run.code, 1);
    assert!(run.err.starts_with("checked 2 specs: 2 errors in 1 file\n"), "{}", run.err);
    assert!(run.out.lines().all(|line| line.contains("\"file\":\"spec/old/broken.yml\"")), "{}", run.out);
}

#[test]
fn the_working_folder_has_short_names() {
    let folder = Folder::new("the_working_folder");
    folder.write("broken.yaml", BROKEN);
    let run = folder.errspec(&["check", "."]);
    assert!(run.out.contains("--> broken.yaml:4:10\n"), "{}", run.out);
}

#[test]
fn what_is_named_twice_is_checked_once() {
    let folder = Folder::new("what_is_named_twice");
    folder.write("spec/broken.yaml", BROKEN);
    let run = folder.errspec(&["check", "spec/broken.yaml", "spec", "./spec/broken.yaml"]);
    assert!(run.err.starts_with("checked 1 spec: 2 errors in 1 file\n"), "{}", run.err);
}

#[test]
fn a_part_is_checked_through_the_spec_that_uses_it() {
    let folder = Folder::new("a_part_is_checked");
    folder.write("spec/a-part.yaml", "errspec: 1\nstatuses:\n  500: { retry: transiet }\n");
    folder.write("spec/shop.yaml", "errspec: 1\nname: shop\nuse: [./a-part.yaml]\n");
    let run = folder.errspec(&["check", "spec", "--format", "json"]);
    assert_eq!((run.code, run.out.lines().count()), (1, 1), "{run:?}");
    assert!(run.err.starts_with("checked 1 spec: 1 error"), "{}", run.err);
}

#[test]
fn a_part_that_nothing_uses_is_said_to_be_left_out() {
    let folder = Folder::new("a_part_that_nothing_uses");
    folder.write("spec/part.yaml", "errspec: 1\nstatuses:\n  500: It failed\n");
    folder.write("spec/shop.yaml", SHOP);
    let run = folder.errspec(&["check", "spec"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("left out `spec/part.yaml`"), "{}", run.err);
}

#[test]
fn a_folder_without_specs_is_a_mistake() {
    let folder = Folder::new("a_folder_without_specs");
    folder.write("spec/compose.yaml", "services: {}\n");
    let run = folder.errspec(&["check", "spec"]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("error: no spec in `spec`"), "{}", run.err);
}
