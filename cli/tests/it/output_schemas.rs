//! The output of `--format json` of every command follows the schema that `errspec json-schema` prints for it.

use crate::folder::{BROKEN, DOUBTFUL, Folder, Run, SHOP};
use boon::{Compiler, Schemas};
use serde_json::Value;

/// Checks values against the schema of an output.
pub(crate) fn follow(of: &str, values: &[Value]) {
    assert!(!values.is_empty(), "nothing of {of}");
    let schema = Folder::workspace().errspec(&["json-schema", "--of", of]);
    assert_eq!((schema.code, schema.err.as_str()), (0, ""));
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("output.json", serde_json::from_str(&schema.out).unwrap()).unwrap();
    let root = compiler.compile("output.json", &mut schemas).unwrap();
    for value in values {
        schemas.validate(value, root).unwrap_or_else(|error| panic!("{of}: {error:#}\n{value:#}"));
    }
}

fn whole(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn findings_follow_their_schema() {
    let folder = Folder::new("schema_of_findings");
    folder.write("broken.yaml", BROKEN);
    folder.write("doubtful.yaml", DOUBTFUL);
    let run = folder.errspec(&["check", "--review", "--format", "json", "broken.yaml", "doubtful.yaml"]);
    assert_eq!(run.code, 1);
    follow("finding", &lines(&run));
    // The examples of all checks have many kinds of findings.
    let checks = whole(&folder.errspec(&["explain", "--format", "json"]));
    let mut all = Vec::new();
    for (check, at) in checks["checks"].as_array().unwrap().iter().zip(0..).step_by(5) {
        let name = format!("wrong{at}.yaml");
        folder.write(&name, check["wrong"].as_str().unwrap());
        all.extend(lines(&folder.errspec(&["check", "--review", "--format", "json", &name])));
    }
    follow("finding", &all);
}

#[test]
fn checks_follow_their_schema_and_are_all_there() {
    let folder = Folder::new("schema_of_checks");
    let all = whole(&folder.errspec(&["explain", "--format", "json"]));
    follow("checks", std::slice::from_ref(&all));
    let listed: Vec<String> =
        folder.errspec(&["explain"]).out.lines().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    let slugs: Vec<&str> = all["checks"].as_array().unwrap().iter().map(|check| check["slug"].as_str().unwrap()).collect();
    assert_eq!(slugs, listed);
    let one = whole(&folder.errspec(&["explain", "duplicate-key", "--format", "json"]));
    assert_eq!(one["checks"].as_array().unwrap().len(), 1);
    assert!(all["checks"].as_array().unwrap().contains(&one["checks"][0]));
    assert_eq!(folder.errspec(&["explain", "no-such-check", "--format", "json"]).code, 2);
}

#[test]
fn the_files_of_commands_follow_their_schema() {
    let folder = Folder::new("schema_of_files");
    let mut all = Vec::new();
    let mut run = |arguments: &[&str], code: i32, states: &[&str]| {
        let run = folder.errspec(arguments);
        assert_eq!(run.code, code, "{run:?}");
        let files = whole(&run);
        let found: Vec<&str> = files["files"].as_array().unwrap().iter().map(|file| file["state"].as_str().unwrap()).collect();
        assert!(
            states.iter().all(|state| found.contains(state)) && found.iter().all(|state| states.contains(state)),
            "{found:?}"
        );
        for file in files["files"].as_array().unwrap().iter().filter(|file| file["state"] == "wrote") {
            let path = file["path"].as_str().unwrap();
            assert_eq!(file["bytes"].as_u64().unwrap() as usize, folder.read(path).len(), "{path}");
        }
        all.push(files);
    };
    run(&["init", "shop", "--format", "json"], 0, &["wrote"]);
    let generate = ["generate", "spec/shop.errspec.yaml", "--out-dir", "src/api", "--format", "json"];
    let check = [&generate[..], &["--check"]].concat();
    run(&check, 1, &["missing"]);
    run(&generate, 0, &["wrote"]);
    run(&generate, 0, &["unchanged"]);
    run(&check, 0, &["unchanged"]);
    let old = folder.read("src/api/shop.rs");
    folder.write("src/api/shop.rs", &old.replace("RateLimited", "Limited"));
    run(&check, 1, &["unchanged", "stale"]);
    run(&["docs", "spec/shop.errspec.yaml", "--out-dir", "docs", "--format", "json"], 0, &["wrote"]);
    run(&["man", "man1", "--format", "json"], 0, &["wrote"]);
    follow("files", &all);
    // Without a folder, the module itself is printed.
    assert_eq!(folder.errspec(&["generate", "spec/shop.errspec.yaml", "--format", "json"]).code, 2);
}

#[test]
fn changes_machines_and_simulations_follow_their_schemas() {
    let workspace = Folder::workspace();
    let apis = ["autoretouch", "images", "jobs", "media_tasks", "vision"].map(|name| format!("spec/apis/{name}.yaml"));
    let changes = workspace.errspec(&["diff", &apis[1], &apis[4], "--format", "json", "--fail-on", "never"]);
    assert_eq!(changes.code, 0, "{}", changes.err);
    follow("change", &lines(&changes));
    let simulations: Vec<Value> =
        apis.iter().map(|api| whole(&workspace.errspec(&["simulate", api, "--clients", "20", "--format", "json"]))).collect();
    follow("simulation", &simulations);
    let machines = whole(&workspace.errspec(&["diagram", &apis[0], "--format", "json"]));
    follow("machines", std::slice::from_ref(&machines));
    let resolved = whole(&workspace.errspec(&["resolve", &apis[0]]));
    assert_eq!(machines["machines"], resolved["machines"]);
}

#[test]
fn every_schema_is_printed_and_every_command_has_json() {
    let folder = Folder::new("schemas_and_formats");
    folder.write("shop.yaml", SHOP);
    let help = folder.errspec(&["json-schema", "--help"]).out;
    let kinds: Vec<&str> = help.lines().filter_map(|line| line.trim().strip_prefix("- ")?.split(':').next()).collect();
    assert!(kinds.len() > 7, "{help}");
    for kind in kinds {
        let schema = whole(&folder.errspec(&["json-schema", "--of", kind]));
        assert!(schema["$schema"].as_str().unwrap().starts_with("http") && schema["title"].is_string(), "{kind}");
    }
    // A script, a schema, or a protocol of its own is all that these print.
    let others = ["completions", "json-schema", "lsp", "help"];
    let commands = folder.errspec(&["--help"]).out;
    let commands = commands.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<&str> = commands
        .filter(|line| line.starts_with("  ") && !line.starts_with("    "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 10, "{commands:?}");
    for command in commands.into_iter().filter(|command| !others.contains(command)) {
        let help = folder.errspec(&[command, "--help"]).out;
        assert!(help.contains("--format") && help.contains("json"), "{command}: {help}");
    }
}

#[test]
fn the_exit_codes_are_those_of_the_manual() {
    let folder = Folder::new("exit_codes");
    folder.write("shop.yaml", SHOP);
    folder.write("broken.yaml", BROKEN);
    folder.write("doubtful.yaml", DOUBTFUL);
    let cases: &[(&[&str], i32)] = &[
        (&["check", "shop.yaml"], 0),
        (&["check", "doubtful.yaml"], 0),
        (&["check", "doubtful.yaml", "--deny", "warnings"], 1),
        (&["diff", "shop.yaml", "shop.yaml"], 0),
        (&["json-schema", "--of", "nothing"], 2),
        (&["no-such-command"], 2),
    ];
    for (arguments, code) in cases {
        assert_eq!(folder.errspec(arguments).code, *code, "{arguments:?}");
    }
    // Whatever reads a spec ends with 1 if it has errors, and with 2 if there is none.
    let commands: &[&[&str]] =
        &[&["check"], &["generate"], &["resolve"], &["diagram"], &["simulate"], &["serve"], &["docs", "--out-dir", "docs"]];
    for command in commands {
        assert_eq!(folder.errspec(&[command, &["broken.yaml"][..]].concat()).code, 1, "{command:?}");
        assert_eq!(folder.errspec(&[command, &["missing.yaml"][..]].concat()).code, 2, "{command:?}");
    }
    for text in [folder.errspec(&["--help"]).out, Folder::workspace().read("README.md")] {
        for meaning in [
            "a spec has errors, generated files are stale, a change is not accepted, or traffic does not follow the contract",
            "a file could not be read or written",
        ] {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(meaning), "{meaning}");
        }
    }
}
