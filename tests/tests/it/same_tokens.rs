//! All ways to generate code agree: the macro, the build script and `generate` produce the same tokens for every spec here, every time and
//! from every folder.

// A crate of macros exports macros alone, and a program cannot call one: so the modules behind `include_spec!` are part of this test.
// In the generator they would be a public function that nobody but the macro may call.
#[path = "../../../macros/src/args.rs"]
mod args;
#[path = "../../../macros/src/include_spec.rs"]
mod include_spec;
#[path = "../../../macros/src/package.rs"]
mod package;

use errspec_codegen::disk::Disk;
use errspec_codegen::{Generated, Module, Options, generate};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use std::path::{Path, PathBuf};

/// Every spec that has a name, by its path from this package.
fn specs() -> Vec<String> {
    fn find(folder: &Path, specs: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                find(&path, specs);
            } else if path.extension().is_some_and(|extension| extension == "yaml")
                && std::fs::read_to_string(&path).unwrap().contains("\nname: ")
            {
                specs.push(path);
            }
        }
    }
    let mut specs = Vec::new();
    find(Path::new("cases"), &mut specs);
    find(Path::new("../spec/apis"), &mut specs);
    specs.sort();
    specs.into_iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
}

fn module(path: &str) -> Module {
    let bytes = std::fs::read(path).unwrap();
    let Generated { module, findings, .. } = generate(path, &bytes, &mut Disk::default(), &Options::default());
    module.unwrap_or_else(|| panic!("{path}: {findings:?}"))
}

fn tokens_of(text: &str) -> String {
    text.parse::<TokenStream>().unwrap().to_string()
}

/// The items inside the module that an expansion makes.
fn inside(expanded: TokenStream, name: &str) -> String {
    let mut trees = expanded.into_iter().skip_while(|tree| !matches!(tree, TokenTree::Ident(ident) if *ident == name));
    match trees.nth(1) {
        Some(TokenTree::Group(items)) => items.stream().to_string(),
        other => panic!("no module `{name}`: {other:?}"),
    }
}

#[test]
fn macro_and_build_script_and_generate_agree() {
    let specs = specs();
    assert!(specs.len() > 30, "{specs:?}");
    for path in specs {
        let module = module(&path);
        let written = std::fs::read_to_string(format!("{}/{}.rs", env!("OUT_DIR"), module.name)).unwrap();
        assert!(written == module.text, "{path}: the build script wrote something else than `generate` returns");
        let expanded = include_spec::expand(quote!(#path));
        assert!(inside(expanded, &module.name) == tokens_of(&module.text), "{path}: the macro expands to something else");
    }
}

#[test]
fn the_same_spec_gives_the_same_bytes_from_everywhere() {
    let here = std::env::current_dir().unwrap().canonicalize().unwrap();
    for path in specs() {
        let once = module(&path);
        assert!(once == module(&path), "{path}: twice is not the same");
        let absolute = here.join(&path).canonicalize().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let moved = generate(&absolute, &bytes, &mut Disk::default(), &Options::default());
        let moved = moved.module.map(|module| Module { spec: path.clone(), ..module });
        assert!(moved.as_ref() == Some(&once), "{path}: the folder it is read from can be seen");
        for machine in [here.to_string_lossy().as_ref(), env!("OUT_DIR")] {
            assert!(!once.text.contains(machine), "{path}: names a folder of this machine");
        }
    }
}

/// The macro names each file read, so that Cargo builds again when one changes; a build script prints the same.
#[test]
fn every_file_that_was_read_is_named() {
    let expanded = include_spec::expand(quote!("cases/problem/spec.yaml")).to_string();
    let bytes = std::fs::read("cases/problem/spec.yaml").unwrap();
    let generated = generate("cases/problem/spec.yaml", &bytes, &mut Disk::default(), &Options::default());
    assert_eq!(generated.files, ["cases/problem/spec.yaml", "cases/problem/common.yaml", "cases/problem/more/limits.yaml"]);
    for file in generated.files {
        assert!(expanded.contains(&format!("\"/{file}\"")), "{file}");
    }
}

/// Options change what they speak of and nothing else.
#[test]
fn options_reach_every_way_in() {
    let path = "cases/words/spec.yaml";
    let bytes = std::fs::read(path).unwrap();
    let options = Options { runtime: "::other".to_owned(), serde: true };
    let module = generate(path, &bytes, &mut Disk::default(), &options).module.unwrap();
    let expanded = include_spec::expand(quote!("cases/words/spec.yaml", vis = pub(crate), runtime = ::other, serde = true));
    assert!(expanded.to_string().contains("pub (crate) mod words"));
    assert!(inside(expanded, "words") == tokens_of(&module.text));
    assert!(!module.text.contains("::errspec") && module.text.contains("::other::__v1::serde"));
}
