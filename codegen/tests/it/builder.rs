//! The build script's front: what it writes, what it leaves alone, what it says when something is wrong.

use errspec_codegen::Builder;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A folder of one test, empty at its start.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("builder").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The names of the files in a folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let entries =
        std::fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()));
    let mut names: Vec<String> = entries.map(Iterator::collect).unwrap_or_default();
    names.sort();
    names
}

const RIGHT: &str = "errspec: 1\nname: payments\ntitle: A [payment] API\nstatuses: { 404: No such payment }\n";
const WRONG: &str = "errspec: 1\nname: refunds\nstatuses:\n  404: { sumary: No such refund }\n  4o4: Nothing\n";

#[test]
fn a_module_its_wrapper_and_an_index() {
    let folder = folder("writes");
    let (spec, out) = (write(&folder, "api.yaml", RIGHT), folder.join("out/deep"));
    Builder::new().spec(spec).out_dir(&out).compile().unwrap();
    assert_eq!(files(&out), ["mod.rs", "payments.mod.rs", "payments.rs"]);
    let text = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    assert!(text("payments.rs").contains("pub enum Status"));
    assert_eq!(
        text("payments.mod.rs"),
        "/// The failure contract of A \\[payment\\] API.\npub mod payments {\n    ::core::include!(\"payments.rs\");\n}\n"
    );
    assert!(text("mod.rs").contains("pub mod payments;"));
    assert!(!text("payments.rs").contains(&*folder.to_string_lossy()), "no folder of this machine");
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let folder = folder("unchanged");
    let (spec, out) = (write(&folder, "api.yaml", RIGHT), folder.join("out"));
    let builder = Builder::new().spec(&spec).out_dir(&out);
    builder.compile().unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let times = |name: &str| std::fs::metadata(out.join(name)).unwrap().modified().unwrap();
    for name in files(&out) {
        std::fs::File::options().write(true).open(out.join(name)).unwrap().set_modified(long_ago).unwrap();
    }
    builder.compile().unwrap();
    assert!(files(&out).iter().all(|name| times(name) == long_ago));
    write(&folder, "api.yaml", &RIGHT.replace("No such payment", "None"));
    builder.compile().unwrap();
    assert!(times("payments.rs") != long_ago && times("mod.rs") == long_ago && times("payments.mod.rs") == long_ago);
}

#[test]
fn each_finding_is_a_line_and_nothing_is_written() {
    let folder = folder("findings");
    let specs = [write(&folder, "right.yaml", RIGHT), write(&folder, "wrong.yaml", WRONG)];
    let out = folder.join("out");
    let error = Builder::new().specs(specs).out_dir(&out).compile().unwrap_err();
    let lines: Vec<&str> = error.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("wrong.yaml:4:10: error[unknown-key]: "), "{}", lines[0]);
    assert!(lines[1].contains("wrong.yaml:5:3: error[bad-status]: "), "{}", lines[1]);
    assert_eq!(error.to_string(), "2 errors in the specs; nothing was generated");
    assert_eq!(format!("{error:?}"), error.to_string(), "`main` prints the error for debugging");
    assert_eq!(files(&out), [""; 0]);
}

#[test]
fn what_was_written_before_stays_when_a_spec_turns_wrong() {
    let folder = folder("stays");
    let (spec, out) = (write(&folder, "api.yaml", RIGHT), folder.join("out"));
    let builder = Builder::new().spec(&spec).out_dir(&out);
    builder.compile().unwrap();
    let before = std::fs::read(out.join("payments.rs")).unwrap();
    write(&folder, "api.yaml", WRONG);
    assert_eq!(builder.compile().unwrap_err().lines().count(), 2);
    assert_eq!(std::fs::read(out.join("payments.rs")).unwrap(), before);
}

#[test]
fn two_specs_of_one_name_are_refused() {
    let folder = folder("twice");
    let specs = [write(&folder, "one.yaml", RIGHT), write(&folder, "two.yaml", RIGHT)];
    let out = folder.join("out");
    let error = Builder::new().specs(specs).out_dir(&out).compile().unwrap_err();
    assert_eq!(error.to_string(), "two specs are named `payments`; give one of them another `name`");
    assert_eq!(files(&out), [""; 0], "nothing is written");
}

#[test]
fn a_missing_file_is_named() {
    let folder = folder("missing");
    let spec = folder.join("none.yaml");
    let error = Builder::new().spec(&spec).out_dir(folder.join("out")).compile().unwrap_err().to_string();
    assert!(
        error.starts_with("cannot read `")
            && error.contains("none.yaml")
            && error.ends_with("paths are relative to the package"),
        "{error}"
    );
    let used = write(&folder, "uses.yaml", "errspec: 1\nname: uses\nuse: [./gone.yaml]\n");
    let error = Builder::new().spec(used).out_dir(folder.join("out")).compile().unwrap_err();
    assert!(
        error.lines().next().unwrap().contains("uses.yaml:3:7: error[cannot-read]: "),
        "{:?}",
        error.lines().collect::<Vec<_>>()
    );
}

#[test]
fn without_a_spec_there_is_nothing_to_do() {
    let error = Builder::new().out_dir(folder("none")).compile().unwrap_err();
    assert!(error.to_string().starts_with("no spec to generate from"), "{error}");
    assert_eq!(error.lines().count(), 0);
}

#[test]
fn options_reach_the_text() {
    let folder = folder("options");
    let spec = write(&folder, "api.yaml", "errspec: 1\nname: codes\nerrors: { E: { codes: { A: One } } }\n");
    let text = |builder: Builder| {
        builder.spec(&spec).out_dir(folder.join("out")).compile().unwrap();
        std::fs::read_to_string(folder.join("out/codes.rs")).unwrap()
    };
    let renamed = text(Builder::new().runtime("::my_errspec").serde(true));
    assert!(renamed.contains("impl ::my_errspec::__v1::serde::Serialize for E") && !renamed.contains("::errspec"));
    assert!(!text(Builder::new()).contains("serde"));
}
