//! `errspec init` and `errspec check` without paths: the first minutes with a contract.

use crate::folder::{BROKEN, Folder, SHOP};

#[test]
fn a_new_contract_has_no_findings_and_leads_on() {
    for (arguments, name) in [(&["init"][..], "api"), (&["init", "payments"], "payments"), (&["init", "null"], "null")] {
        let folder = Folder::new(&format!("a_new_contract_{name}"));
        let run = folder.errspec(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
        assert!(run.out.starts_with(&format!("wrote spec/{name}.errspec.yaml\n")), "{}", run.out);
        let text = folder.read(&format!("spec/{name}.errspec.yaml"));
        assert!(text.contains(&format!("\nname: {name}\n")), "{text}");
        let schema: serde_json::Value = serde_json::from_str(&folder.errspec(&["json-schema"]).out).unwrap();
        let modeline = format!("# yaml-language-server: $schema={}", schema["$id"].as_str().unwrap());
        assert_eq!(text.lines().next(), Some(modeline.as_str()));
        assert!(text.lines().count() <= 40 && text.lines().any(|line| line.starts_with("# ")), "{text}");
        // The commands it names are run as they stand.
        let next: Vec<_> = run.out.lines().filter_map(|line| line.strip_prefix("  errspec ")).collect();
        assert_eq!(next.len(), 2, "{}", run.out);
        for line in next {
            let run = folder.errspec(&line.split(' ').collect::<Vec<_>>());
            assert_eq!(run.code, 0, "{line}: {run:?}");
        }
        let checked = folder.errspec(&["check", "--deny", "warnings", "--review"]);
        assert_eq!((checked.code, checked.out.as_str()), (0, ""), "{checked:?}");
        assert!(checked.err.starts_with("checked 1 spec: "), "{}", checked.err);
        assert!(folder.read(&format!("src/contracts/{name}.rs")).contains("RateLimited"));
    }
}

#[test]
fn a_new_contract_overwrites_nothing() {
    let folder = Folder::new("a_new_contract_overwrites_nothing");
    folder.write("spec/shop.errspec.yaml", "mine");
    let run = folder.errspec(&["init", "shop"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(run.err, "error: `spec/shop.errspec.yaml` already exists; nothing was written\n");
    assert_eq!(folder.read("spec/shop.errspec.yaml"), "mine");
    let folder = Folder::new("a_new_contract_in_the_way");
    folder.write("spec", "a file");
    let run = folder.errspec(&["init", "shop"]);
    assert_eq!((run.code, folder.read("spec").as_str()), (2, "a file"), "{run:?}");
}

#[test]
fn a_new_contract_has_a_name_of_the_language() {
    let folder = Folder::new("a_new_contract_has_a_name");
    for name in ["Shop", "my-shop", "../shop", "a/b", "", "shop\nstatuses: {}", "shop # old", "7up"] {
        let run = folder.errspec(&["init", name]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {run:?}");
        assert!(run.err.starts_with("error: "), "{name}: {}", run.err);
    }
    assert!(folder.errspec(&["init", "my-shop"]).err.contains("`my_shop`"));
    assert!(!folder.path("spec").exists());
}

#[test]
fn without_paths_every_contract_below_is_checked() {
    let folder = Folder::new("without_paths");
    folder.write("shop.errspec.yaml", SHOP);
    folder.write("services/pay/pay.errspec.yml", BROKEN);
    folder.write("spec/shop.yaml", SHOP);
    folder.write("services/pay/spec/v2/broken.yaml", BROKEN);
    // Files that are not contracts, are not named like one, or are not part of the project.
    folder.write("spec/openapi.yaml", "openapi: 3.1.0\n");
    folder.write("tests/broken.yaml", BROKEN);
    folder.write(".git/spec/broken.yaml", BROKEN);
    folder.write("target/package/broken.errspec.yaml", BROKEN);
    let run = folder.errspec(&["check", "--format", "json"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.starts_with("checked 4 specs: 4 errors in 2 files\n"), "{}", run.err);
    for file in ["services/pay/pay.errspec.yml", "services/pay/spec/v2/broken.yaml"] {
        let findings = run.out.lines().filter(|line| line.contains(&format!("\"file\":\"{file}\"")));
        assert_eq!(findings.count(), 2, "{}", run.out);
    }
}

#[test]
fn a_file_that_is_called_a_contract_is_checked_whatever_it_holds() {
    let folder = Folder::new("a_file_that_is_called");
    folder.write("pay.errspec.yaml", "name: pay\n");
    folder.write("part.errspec.yaml", "errspec: 1\nstatuses:\n  500: It failed\n");
    let run = folder.errspec(&["check"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.contains("--> pay.errspec.yaml:"), "{}", run.out);
    assert!(run.err.contains("checked `part.errspec.yaml` as a part"), "{}", run.err);
}

#[test]
fn without_paths_and_contracts_it_says_where_it_looked() {
    let folder = Folder::new("without_paths_and_contracts");
    folder.write("tests/shop.yaml", SHOP);
    let run = folder.errspec(&["check"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    assert!(run.err.starts_with("error: no spec in `.`: looked for *.errspec.yaml files, and"), "{}", run.err);
    assert!(run.err.contains("folders named `spec`") && run.err.contains("`errspec init`"), "{}", run.err);
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::new("every_command_has_a_manual_page");
    let run = folder.errspec(&["man", "share/man1"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert!(folder.read("share/man1/errspec.1").contains("errspec\\-check(1)"));
    for (command, word) in [("check", "deny"), ("init", "overwritten"), ("serve", "script")] {
        assert!(folder.read(&format!("share/man1/errspec-{command}.1")).contains(word), "{command}");
    }
    folder.write("file", "");
    assert_eq!(folder.errspec(&["man", "file/man1"]).code, 2);
}
