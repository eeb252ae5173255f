//! Rules for the files of the repository: which crates may depend on which, and the form of files.

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// Files below a folder with one of these extensions, without what is built or not ours.
fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                let skipped = name == "target" || name == "node_modules" || name == "wip" || name.starts_with('.');
                folders.extend((!skipped).then_some(path));
            } else if path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The members of the workspace, as folders.
/// Every package but the benchmarks and the fuzz targets, which are apart from the workspace.
fn members() -> Vec<PathBuf> {
    let manifests = files(root(), &["toml"]).into_iter().filter(|path| path.ends_with("Cargo.toml"));
    manifests
        .filter_map(|path| path.parent().map(Path::to_path_buf))
        .filter(|folder| folder != root() && !["bench", "fuzz"].iter().any(|apart| folder.starts_with(root().join(apart))))
        .collect()
}

/// The lines of a table of a manifest, comments and blanks left out.
fn table<'m>(manifest: &'m str, name: &str) -> Vec<&'m str> {
    let header = format!("[{name}]");
    let after = manifest.lines().skip_while(|line| line.trim() != header).skip(1);
    let lines = after.take_while(|line| !line.starts_with('[')).map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// The names of a table's dependencies.
fn dependencies<'m>(manifest: &'m str, name: &str) -> Vec<&'m str> {
    let name_of = |line: &&'m str| line.split(['.', '=', ' ']).next();
    table(manifest, name).iter().filter_map(name_of).collect()
}

fn manifest(package: &str) -> String {
    read(&root().join(package).join("Cargo.toml"))
}

#[test]
fn dependencies_point_one_way() {
    let ours = |package: &str| -> Vec<String> {
        let text = manifest(package);
        let all = ["dependencies", "build-dependencies"].map(|name| dependencies(&text, name)).concat();
        let mut ours: Vec<String> = all.into_iter().filter(|name| name.starts_with("errspec")).map(str::to_owned).collect();
        ours.sort_unstable();
        ours
    };
    assert_eq!(ours("core"), [""; 0], "what the language and the runtime have in common knows neither");
    assert_eq!(table(&manifest("core"), "dependencies"), [""; 0], "derives compile the core twice");
    assert_eq!(ours("spec"), ["errspec-core"], "the language knows no Rust");
    assert_eq!(
        ours("codegen"),
        ["errspec-core", "errspec-spec"],
        "the generator spells the runtime's paths and never links it"
    );
    assert_eq!(ours("macros"), ["errspec-codegen", "errspec-spec"]);
    assert_eq!(ours("server"), ["errspec", "errspec-core", "errspec-spec"], "the fault server needs no Rust of its contracts");
    assert_eq!(ours("tables"), ["errspec", "errspec-spec"], "the tables of the runtime, from the model of the language");
    let of_the_command = ["errspec", "errspec-codegen", "errspec-core", "errspec-server", "errspec-spec", "errspec-tables"];
    assert!(ours("cli").iter().all(|name| of_the_command.contains(&name.as_str())));
    assert_eq!(ours("runtime"), ["errspec-core", "errspec-macros"], "the runtime never reads a contract");
    assert_eq!(ours("client"), ["errspec"], "a client needs what its generated code needs");
    assert_eq!(ours("service"), ["errspec"], "a service needs what its generated code needs");
    let client = manifest("generated-client");
    assert!(dependencies(&client, "build-dependencies").contains(&"errspec-codegen"));
    assert!(!dependencies(&client, "dependencies").iter().any(|name| ["errspec-codegen", "errspec-spec"].contains(name)));
}

#[test]
fn the_runtime_depends_on_the_core_alone_unless_asked() {
    let runtime = manifest("runtime");
    for line in table(&runtime, "dependencies") {
        let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
        assert!(
            name == "errspec-core"
                || ["errspec-macros", "http", "serde", "tokio", "tower-layer", "tower-service"].contains(&name)
                    && line.contains("optional = true"),
            "{line}"
        );
    }
    let features = table(&runtime, "features");
    assert!(features.contains(&"default = [\"responses\"]") && features.contains(&"responses = []"));
}

#[test]
fn no_crate_uses_unsafe_code() {
    let workspace = read(&root().join("Cargo.toml"));
    assert!(table(&workspace, "workspace.lints.rust").contains(&"unsafe_code = \"forbid\""));
    for member in members() {
        let text = read(&member.join("Cargo.toml"));
        assert!(
            table(&text, "lints").contains(&"workspace = true"),
            "{} does not take the workspace's lints",
            member.display()
        );
    }
}

#[test]
fn versions_stand_in_the_root_manifest_only() {
    for member in members() {
        let text = read(&member.join("Cargo.toml"));
        for of in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for line in table(&text, of) {
                let by_path = line.contains("path = ") && !line.contains("version");
                // What is compared with is pinned where it is compared.
                let pinned_peer = member.ends_with("tests/compare") && line.contains("\"=");
                assert!(line.contains("workspace = true") || by_path || pinned_peer, "{}: {line}", member.display());
            }
        }
        for key in ["version", "edition", "rust-version", "license"] {
            assert!(
                table(&text, "package").contains(&format!("{key}.workspace = true").as_str()),
                "{}: {key}",
                member.display()
            );
        }
    }
}

/// A package that is published stands alone: what a registry and its documentation show, and the licenses, are in it.
#[test]
fn a_published_package_has_all_that_a_registry_shows() {
    let published: Vec<_> = members()
        .into_iter()
        .filter(|member| !table(&read(&member.join("Cargo.toml")), "package").contains(&"publish = false"))
        .collect();
    assert!(published.len() >= 6, "{published:?}");
    for member in published {
        let (name, text) = (member.display(), read(&member.join("Cargo.toml")));
        let package = table(&text, "package");
        for key in ["description = ", "repository.workspace", "readme = ", "keywords = ", "categories = ", "include = "] {
            assert!(package.iter().any(|line| line.starts_with(key)), "{name}: {key}");
        }
        let keywords = package.iter().find(|line| line.starts_with("keywords")).unwrap();
        assert!(keywords.split(',').count() <= 5, "{name}: a registry takes five: {keywords}");
        let documented = table(&text, "package.metadata.docs.rs").contains(&"all-features = true");
        assert!(documented || !text.contains("\n[features]\n"), "{name}: its documentation leaves features out");
        for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let text = read(&member.join(license));
            // Git writes a link as its target where the system has no links.
            let is_link = cfg!(windows) && text.trim() == format!("../{license}");
            assert!(is_link || text == read(&root().join(license)), "{name}: {license}");
        }
        assert!(!read(&member.join("README.md")).contains("](.."), "{name}: a link leaves the package");
        let included = package.iter().find(|line| line.starts_with("include")).unwrap();
        for source in files(&member.join("src"), &["rs"]) {
            for file in read(&source).split("include_str!(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let file = source.with_file_name(file).canonicalize().unwrap();
                let folder = file.strip_prefix(member.canonicalize().unwrap()).ok().and_then(|file| file.iter().next());
                let folder = format!("\"/{}\"", folder.unwrap_or_default().to_string_lossy());
                assert!(included.contains(&folder), "{}: {} is not in the package", source.display(), file.display());
            }
        }
    }
}

/// A file has one subject; a long file usually has two.
#[test]
fn files_are_short() {
    for path in files(root(), &["rs"]) {
        let lines = read(&path).lines().count();
        let generated = read(&path).starts_with("// @generated");
        let in_tests = path.strip_prefix(root()).unwrap_or(&path).components().any(|part| part.as_os_str() == "tests");
        let most = if in_tests { 500 } else { 400 };
        assert!(generated || lines <= most, "{} has {lines} lines; {most} is the most", path.display());
    }
}

#[test]
fn nothing_is_called_utils_and_nothing_is_left_to_do() {
    for path in files(root(), &["rs"]) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        assert!(!["utils.rs", "util.rs", "helpers.rs", "misc.rs"].contains(&name.as_str()), "{}", path.display());
        let text = read(&path);
        for left in [
            concat!("todo", "!("),
            concat!("unimplemented", "!("),
            concat!("#[ign", "ore"),
            concat!("thread::sl", "eep(Duration"),
        ] {
            assert!(!text.contains(left), "{}: {left}", path.display());
        }
    }
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    let here = root().to_string_lossy().into_owned();
    let places = [here.as_str(), concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/")];
    for path in files(root(), &["rs", "md", "toml", "yaml", "stderr"]) {
        let text = read(&path);
        for place in places {
            assert!(!text.contains(place), "{} names {place}", path.display());
        }
    }
}

/// Each case has a test, and each test is run.
#[test]
fn every_case_is_tested() {
    let list = read(&root().join("tests/tests/it/cases.rs"));
    for entry in std::fs::read_dir(root().join("tests/cases")).unwrap() {
        let folder = entry.unwrap();
        let name = folder.file_name().to_string_lossy().into_owned();
        if files(&folder.path(), &["yaml", "rs"]).is_empty() {
            continue;
        }
        let somewhere = files(&root().join("tests/tests"), &["rs"]).iter().any(|test| {
            read(test).contains(&format!("cases/{name}/")) || read(test).contains(&format!("errspec_tests::{name}"))
        });
        assert!(somewhere || list.contains(&format!("mod {name};")), "no test of the case {name}");
    }
}

/// Each test binary is linked anew, so a package has one, and a file that its `main.rs` does not name would never run.
#[test]
fn a_package_has_one_test_binary_that_names_all_its_modules() {
    for member in members() {
        let tests = member.join("tests");
        let Ok(entries) = std::fs::read_dir(&tests) else { continue };
        let names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".rs"))
            .collect();
        let folder = tests.join("it");
        assert!(names.len() + usize::from(folder.join("main.rs").exists()) <= 1, "{}: {names:?}", tests.display());
        if !folder.join("main.rs").exists() {
            continue;
        }
        let main = read(&folder.join("main.rs"));
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let module = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let is_module = path.join("mod.rs").exists() || path.extension().is_some_and(|extension| extension == "rs");
            let named = main.lines().any(|line| line == format!("mod {module};"));
            assert!(!is_module || module == "main" || named, "{} does not name {module}", folder.join("main.rs").display());
        }
    }
}

/// The compiler holds the lints that are its own when the packages are built, Clippy the others when it is run on the workspace.
#[test]
fn fault_23_generated_modules_stand_under_strict_lint_tables() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for package in ["", "packages/via_build/", "packages/via_macro/", "packages/via_command/"] {
        let lib = std::fs::read_to_string(root.join(format!("{package}src/lib.rs"))).unwrap();
        let denied: String = lib.lines().filter(|line| line.starts_with("#![deny(")).collect();
        for lint in ["warnings", "unused_qualifications", "clippy::pedantic", "clippy::nursery"] {
            assert!(denied.contains(lint), "`{package}src/lib.rs` denies {lint}");
        }
    }
    let steps = std::fs::read_to_string(root.join("../.ci/run")).unwrap();
    assert!(steps.contains("cargo clippy --workspace --all-targets"));
}

/// README, GUIDE, LANGUAGE and RECIPES are documentation of test packages, and so documentation tests; and none of the blocks in the source
/// is left out.
#[test]
fn fault_25_every_block_of_rust_is_a_test() {
    let tested = ["README.md", "spec/GUIDE.md", "spec/LANGUAGE.md", "spec/RECIPES.md"];
    for page in files(root(), &["md"]) {
        let name = page.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let text = read(&page);
        assert!(tested.contains(&&*name) || !text.contains("```rust"), "{name} has Rust that no test compiles");
        for hidden in ["ignore", "compile_fail", "should_panic"] {
            assert!(!text.contains(&format!("```rust,{hidden}")), "{name}");
        }
    }
    for page in tested {
        let packages =
            ["readme", "guide", "recipes"].map(|package| read(&root().join(format!("tests/packages/{package}/src/lib.rs"))));
        let included = format!("#[doc = include_str!(\"../../../../{page}\")]");
        assert!(packages.iter().any(|lib| lib.contains(&included)), "{page}");
    }
    for source in files(root(), &["rs"]) {
        for line in read(&source).lines().map(str::trim_start).filter(|line| line.starts_with("//")) {
            let fence = line.trim_start_matches(['/', '!']).trim_start();
            let left_out = fence.starts_with("```") && fence.contains("ignore");
            assert!(!left_out, "{}: {line}", source.display());
        }
    }
}

/// To look for unit tests or doc tests is to compile a package once more, so one without says that it has none; and then it has none.
#[test]
fn what_has_no_tests_is_not_compiled_for_them() {
    for member in members() {
        let src = member.join("src");
        let texts: Vec<String> = files(&src, &["rs"]).iter().map(|path| read(path)).collect();
        let tested = texts.iter().any(|text| text.contains("#[test]"));
        let fences = ["/// ```", "//! ```"];
        // A page that is the documentation brings its own.
        let is_example = |line: &str| fences.contains(&line) || line.starts_with("#[doc = include_str!");
        let documented = texts.iter().flat_map(|text| text.lines()).any(|line| is_example(line.trim_start()));
        let lib = usize::from(src.join("lib.rs").exists());
        let more = std::fs::read_dir(src.join("bin")).map_or(0, Iterator::count);
        let targets = lib + usize::from(src.join("main.rs").exists()) + more;
        let manifest = read(&member.join("Cargo.toml"));
        let says = |line: &str| manifest.lines().filter(|other| *other == line).count();
        let expected = (if tested { 0 } else { targets }, if documented { 0 } else { lib });
        assert_eq!((says("test = false"), says("doctest = false")), expected, "{}", member.display());
    }
}
