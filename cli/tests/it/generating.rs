//! `errspec generate`: what is written, and when nothing is.

use crate::folder::{BROKEN, DOUBTFUL, Folder, SHOP};
use std::fs;

#[test]
fn each_spec_becomes_a_module_and_an_index_lists_them() {
    let folder = Folder::new("each_spec_becomes_a_module");
    folder.write("shop.yaml", SHOP);
    folder.write("depot.yaml", &SHOP.replace("name: shop", "name: depot"));
    let run = folder.errspec(&["generate", "shop.yaml", "depot.yaml", "--out-dir", "src/api"]);
    assert_eq!(run.code, 0, "{run:?}");
    let files = folder.files("src/api");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["depot.rs", "mod.rs", "shop.rs"]);
    assert!(files["shop.rs"].contains("NO_SUCH_PRODUCT"));
    assert!(files["mod.rs"].contains("mod shop;") && files["mod.rs"].contains("mod depot;"));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[0].starts_with("wrote src/api/shop.rs (") && lines[0].ends_with("B): 2 statuses, 2 codes, 1 body"),
        "{}",
        lines[0]
    );
}

#[test]
fn what_would_not_change_is_left_alone() {
    let folder = Folder::new("what_would_not_change");
    folder.write("shop.yaml", SHOP);
    let generate = || folder.errspec(&["generate", "shop.yaml", "--out-dir", "out"]);
    assert_eq!(generate().code, 0);
    let written = |name: &str| fs::metadata(folder.path(name)).unwrap().modified().unwrap();
    let before = written("out/shop.rs");
    assert_eq!(generate().out, "unchanged out/shop.rs: 2 statuses, 2 codes, 1 body\nunchanged out/mod.rs\n");
    assert_eq!(written("out/shop.rs"), before);
    folder.write("out/shop.rs", "// by hand\n");
    let run = generate();
    assert!(run.out.starts_with("wrote out/shop.rs"), "{}", run.out);
    assert!(run.out.ends_with("unchanged out/mod.rs\n"), "{}", run.out);
}

#[test]
fn nothing_is_written_if_any_spec_has_errors() {
    let folder = Folder::new("nothing_is_written");
    folder.write("shop.yaml", SHOP);
    folder.write("broken.yaml", BROKEN);
    let run = folder.errspec(&["generate", "shop.yaml", "broken.yaml", "--out-dir", "out"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("broken.yaml:4:10") && run.err.ends_with("nothing was written\n"), "{}", run.err);
    assert!(!folder.path("out").exists());
}

#[test]
fn warnings_are_shown_and_do_not_stop() {
    let folder = Folder::new("warnings_are_shown");
    folder.write("doubtful.yaml", DOUBTFUL);
    let run = folder.errspec(&["generate", "doubtful.yaml", "--out-dir", "out"]);
    assert_eq!(run.code, 0);
    assert!(run.err.starts_with("warning["), "{}", run.err);
    assert_eq!(folder.files("out").len(), 2);
}

#[test]
fn two_specs_of_one_name_are_an_error() {
    let folder = Folder::new("two_specs_of_one_name");
    folder.write("a.yaml", SHOP);
    folder.write("b.yaml", SHOP);
    let run = folder.errspec(&["generate", "a.yaml", "b.yaml", "--out-dir", "out"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("`a.yaml`") && run.err.contains("`b.yaml`") && run.err.contains("`shop`"), "{}", run.err);
    assert!(!folder.path("out").exists());
}

#[test]
fn a_single_spec_goes_to_standard_output() {
    let folder = Folder::new("a_single_spec");
    folder.write("shop.yaml", SHOP);
    let run = folder.errspec(&["generate", "shop.yaml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    folder.errspec(&["generate", "shop.yaml", "--out-dir", "out"]);
    assert_eq!(run.out, folder.read("out/shop.rs"));
    assert_eq!(run.out, folder.errspec_reading(&["generate", "-"], SHOP).out.replace("<stdin>", "shop.yaml"));
}

#[test]
fn several_specs_need_a_folder() {
    let folder = Folder::new("several_specs");
    folder.write("shop.yaml", SHOP);
    folder.write("depot.yaml", &SHOP.replace("name: shop", "name: depot"));
    let run = folder.errspec(&["generate", "shop.yaml", "depot.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("--out-dir"), "{}", run.err);
}

#[test]
fn the_runtime_can_be_called_otherwise() {
    let folder = Folder::new("the_runtime");
    folder.write("shop.yaml", SHOP);
    assert!(folder.errspec(&["generate", "shop.yaml"]).out.contains("::errspec"));
    let out = folder.errspec(&["generate", "shop.yaml", "--runtime", "crate::support"]).out;
    assert!(out.contains("crate::support") && !out.contains("::errspec::"), "{out}");
    for wrong in ["", "a b", "1a", "a::", "a;b"] {
        assert_eq!(folder.errspec(&["generate", "shop.yaml", "--runtime", wrong]).code, 2, "{wrong:?}");
    }
}

#[test]
fn serde_is_asked_for() {
    let folder = Folder::new("serde_is_asked_for");
    folder.write("shop.yaml", SHOP);
    let plain = folder.errspec(&["generate", "shop.yaml"]).out;
    assert_ne!(plain, folder.errspec(&["generate", "shop.yaml", "--serde"]).out);
}

#[test]
fn the_output_is_the_same_wherever_and_whenever() {
    let generated = |test: &str| {
        let folder = Folder::new(test);
        folder.write("spec/shop.yaml", SHOP);
        folder.errspec(&["generate", "spec", "--out-dir", "out"]);
        folder.files("out")
    };
    assert_eq!(generated("the_output_is_the_same_here"), generated("the_output_is_the_same_there"));
}

#[test]
fn a_place_that_cannot_be_written_is_named_and_leaves_no_draft() {
    let folder = Folder::new("a_place_that_cannot_be_written");
    folder.write("shop.yaml", SHOP);
    fs::create_dir_all(folder.path("out/mod.rs")).unwrap();
    let run = folder.errspec(&["generate", "shop.yaml", "--out-dir", "out"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("out/mod.rs"), "{}", run.err);
    let left: Vec<_> = fs::read_dir(folder.path("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["mod.rs"]);
}

#[test]
fn timings_name_every_step_of_every_spec_and_change_nothing_else() {
    let folder = Folder::new("timings_name_every_step");
    folder.write("shop.yaml", SHOP);
    folder.write("depot.yaml", &SHOP.replace("name: shop", "name: depot"));
    let plain = folder.errspec(&["generate", "shop.yaml", "depot.yaml", "--out-dir", "plain"]);
    assert!(plain.err.is_empty(), "{}", plain.err);
    let timed = folder.errspec(&["generate", "shop.yaml", "depot.yaml", "--out-dir", "timed", "--timings"]);
    assert_eq!((timed.code, folder.files("plain") == folder.files("timed")), (0, true));
    let steps = ["read", "parse", "resolve", "check", "names", "look-ups", "enums", "tables", "items", "format"];
    let mut lines = timed.err.lines();
    for spec in ["shop.yaml, ", "depot.yaml, "] {
        let title = lines.next().unwrap();
        assert!(title.starts_with(spec) && title.ends_with("kB: 2 statuses, 2 codes, 1 body"), "{title}");
        assert_eq!(words(lines.next().unwrap()), ["step", "ms", "share"]);
        for step in steps.into_iter().chain(["total"]) {
            let line = words(lines.next().unwrap());
            let number = |at: usize| line[at].parse::<f64>().unwrap();
            assert!(line[0] == step && number(1) >= 0.0 && number(2) <= 100.0 && line[3] == "%", "{line:?}");
        }
    }
    assert_eq!(lines.next(), Some("all files"));
    assert_eq!(lines.nth(1).map(|line| words(line)[0]), Some("write"));
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}
