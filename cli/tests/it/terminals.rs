//! Colors, pipes, help, completions.

use crate::folder::{BROKEN, Folder};
use std::process::Stdio;

#[test]
fn nothing_is_colored_unless_it_is_asked_for() {
    let folder = Folder::new("nothing_is_colored");
    folder.write("broken.yaml", BROKEN);
    let colored = |arguments: &[&str]| {
        let run = folder.errspec(arguments);
        (run.out + &run.err).contains('\x1b')
    };
    assert!(!colored(&["check", "broken.yaml"]));
    assert!(!colored(&["check", "missing.yaml"]));
    assert!(!colored(&["check", "broken.yaml", "--color", "never"]));
    assert!(!colored(&["--help"]));
    assert!(colored(&["check", "broken.yaml", "--color", "always"]));
    assert!(!colored(&["check", "broken.yaml", "--color", "always", "--format", "json"]));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = Folder::workspace();
    let spec = "spec/apis/autoretouch.yaml";
    for arguments in [&["resolve", spec][..], &["completions", "bash"], &["explain"], &["--help"]] {
        let mut child = folder.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    }
}

#[test]
fn a_reader_that_goes_away_does_not_hide_findings() {
    let folder = Folder::new("a_reader_that_goes_away");
    folder.write("broken.yaml", BROKEN);
    let mut child = folder.command(&["check", "broken.yaml"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn every_command_has_help_with_an_example() {
    let folder = Folder::new("every_command_has_help");
    for command in ["init", "check", "generate", "explain", "resolve", "audit", "completions", "man"] {
        let run = folder.errspec(&[command, "--help"]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains(&format!("Examples:\n  errspec {command}")), "{}", run.out);
    }
    let run = folder.errspec(&["--version"]);
    assert_eq!(run.out, format!("errspec {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions_know_the_commands() {
    let folder = Folder::new("completions_know_the_commands");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = folder.errspec(&["completions", shell]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("resolve") && run.out.contains("out-dir"), "{shell}");
    }
    assert_eq!(folder.errspec(&["completions", "tcsh"]).code, 2);
}

#[test]
fn fault_14_texts_of_a_spec_are_shown_and_not_obeyed() {
    let folder = Folder::new("texts_of_a_spec_are_shown");
    let spec =
        "errspec: 1\nname: shop\ntitle: \"A\\e[2J\\u202E\\u2028B\"\nstatuses:\n  503: { summary: Down, retry: transient }\n";
    folder.write("shop.yaml", &format!("{spec}retry: {{ attempts: 3 }}\n"));
    let run = folder.errspec(&["simulate", "shop.yaml"]);
    assert!(run.out.starts_with("A\\u{1b}[2J\\u{202e}\\u{2028}B: "), "{run:?}");
    folder.write("broken.yaml", &format!("{spec}retry: {{ attempts: \"3\\e[2J\\u202E\" }}\n"));
    let missing = folder.errspec(&["check", "no\u{1b}[2J.yaml"]);
    for run in [run, folder.errspec(&["check", "broken.yaml"]), missing] {
        let all = format!("{}{}", run.out, run.err);
        assert!(!all.contains(['\u{1b}', '\u{202e}', '\u{2028}']), "{run:?}");
    }
}
