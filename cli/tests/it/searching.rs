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
fn a_part_that_nothing_uses_is_checked_alone() {
    let folder = Folder::new("a_part_that_nothing_uses");
    folder.write("spec/part.yaml", "errspec: 1\nstatuses:\n  500: It failed\n");
    folder.write("spec/shop.yaml", SHOP);
    let run = folder.errspec(&["check", "spec"]);
    assert_eq!(run.code, 0, "{run:?}");
    let note = "checked `spec/part.yaml` as a part of other specs, because it has no `name`\n";
    assert_eq!(run.err, format!("{note}checked 2 specs: no errors, no warnings\n"));
    // What other files may declare is not missing, and everything else is.
    folder.write("spec/part.yaml", "errspec: 1\nerrors:\n  Common:\n    codes:\n      BUSY: { status: 503, summery: Busy }\n");
    for path in ["spec", "spec/part.yaml"] {
        let run = folder.errspec(&["check", path, "--format", "json"]);
        assert_eq!((run.code, run.out.lines().count()), (1, 1), "{run:?}");
        assert!(run.out.contains("unknown key `summery`"), "{}", run.out);
    }
    // Nothing is generated from it.
    folder.write("spec/part.yaml", "errspec: 1\nstatuses:\n  500: It failed\n");
    let run = folder.errspec(&["generate", "spec/part.yaml"]);
    assert!(run.code == 1 && run.err.contains("a spec needs `name`"), "{run:?}");
}

#[test]
fn a_folder_without_specs_is_a_mistake() {
    let folder = Folder::new("a_folder_without_specs");
    folder.write("spec/compose.yaml", "services: {}\n");
    let run = folder.errspec(&["check", "spec"]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("error: no spec in `spec`"), "{}", run.err);
}

const USER: &str = "errspec: 1\nname: user\nuse: [./used.yaml]\n";

#[test]
fn fault_18_a_used_file_that_is_no_contract_is_not_quoted() {
    let folder = Folder::new("fault_18_no_contract");
    folder.write("user.yaml", USER);
    let files = [
        "root:x:0:0:secret:/root:/bin/sh\n",
        "token: [secret\n",
        "\u{7}secret\n",
        "secret",
        "tools:\n  errspec: secret\n",
        "{ \"tools\": { \"errspec\": \"secret\" } }",
        "{ errspec: secret",
        "errspec:secret:1000\n",
        "",
    ];
    for text in files {
        folder.write("used.yaml", text);
        for format in ["human", "json", "github", "sarif"] {
            let run = folder.errspec(&["check", "user.yaml", "--format", format]);
            assert_eq!(run.code, 1, "{text}");
            assert!(run.out.contains("`used.yaml` is not a spec"), "{text}: {}", run.out);
            assert!(!run.out.contains("secret") && !run.err.contains("secret"), "{text}: {}{}", run.out, run.err);
        }
    }
}

#[test]
fn fault_18_a_broken_contract_is_quoted() {
    let folder = Folder::new("fault_18_a_broken_contract");
    folder.write("user.yaml", USER);
    for text in [
        "# Shared\nerrspec: 1\nstatusses: {}\n",
        "\u{feff}\"errspec\": 1\nstatusses: {}\n",
        "{ \"statusses\": {}, \"errspec\": 1 }",
    ] {
        folder.write("used.yaml", text);
        let run = folder.errspec(&["check", "user.yaml"]);
        assert!(run.out.contains("error[unknown-key]") && run.out.contains("--> used.yaml:"), "{text}: {}", run.out);
    }
}

#[cfg(unix)]
#[test]
fn fault_18_a_pipe_a_device_or_a_folder_does_not_hold_up_a_run() {
    let folder = Folder::new("fault_18_a_pipe");
    folder.write("spec/user.yaml", USER);
    let used = folder.path("spec/used.yaml");
    let pipe = || std::process::Command::new("mkfifo").arg(folder.path("pipe")).status().unwrap();
    assert!(pipe().success());
    let link = |target: &std::path::Path| std::os::unix::fs::symlink(target, &used).unwrap();
    for (target, why) in [
        (folder.path("pipe"), "not a regular file"),
        ("/dev/zero".into(), "not a regular file"),
        (folder.path("spec"), "is a directory"),
    ] {
        link(&target);
        let run = folder.errspec(&["check", "spec/user.yaml"]);
        assert_eq!(run.code, 1);
        assert!(run.out.contains(&format!("cannot read `spec/used.yaml`: {why}")), "{}", run.out);
        std::fs::remove_file(&used).unwrap();
    }
    // Nor does one in a folder that is searched.
    link(&folder.path("pipe"));
    let run = folder.errspec(&["check", "spec"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("error: cannot read `spec/used.yaml`: not a regular file\n"), "{}", run.err);
}

#[test]
fn fault_18_a_file_of_any_size_is_read_to_its_bound() {
    let folder = Folder::new("fault_18_of_any_size");
    folder.write("user.yaml", USER);
    folder.write("used.yaml", "errspec: 1\n");
    // A hole, which takes no room on the disk.
    std::fs::File::options().write(true).open(folder.path("used.yaml")).unwrap().set_len(1 << 40).unwrap();
    let run = folder.errspec(&["check", "user.yaml"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("error[too-large]: the file is larger than 32 MiB"), "{}", run.out);
}
