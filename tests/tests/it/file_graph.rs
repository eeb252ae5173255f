//! Which files of a crate use which. They do not use each other in cycles, no two have the same name, and the methods of a type are
//! together.
//!
//! A file uses another if it names an item that is defined there, however many `pub use` lie in between. A `pub use` itself uses nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A module by its path below the crate: `[]` is `lib.rs` or `main.rs`.
type Module = Vec<String>;

/// The crates whose files are checked.
const CRATES: [&str; 14] = [
    "client",
    "core",
    "spec",
    "codegen",
    "macros",
    "runtime",
    "cli",
    "server",
    "service",
    "tables",
    "generated-client",
    "bench",
    "tests",
    "tests/compare",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The text without comments, without what stands in literals, and without the tests at its end.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|after| after.len() - after.trim_start_matches('#').len());
        let raw = raw.filter(|hashes| rest[1 + hashes..].starts_with('"') && !code.ends_with(|c: char| c.is_alphanumeric()));
        let literal = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(hashes) = raw {
            let end = format!("\"{}", "#".repeat(hashes));
            rest[hashes + 2..].find(&end).map_or(rest.len(), |at| at + hashes + 2 + end.len())
        } else if first == '"' {
            let mut escaped = false;
            let closing = rest[1..].find(|c| {
                let closes = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                closes
            });
            closing.map_or(rest.len(), |at| at + 2)
        } else if let Some(escaped) = rest.strip_prefix("'\\") {
            escaped.char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 3)
        } else if first == '\'' && rest.chars().nth(2) == Some('\'') {
            rest.char_indices().nth(3).map_or(rest.len(), |(at, _)| at)
        } else {
            0
        };
        let step = if literal > 0 { literal } else { first.len_utf8() };
        if literal == 0 {
            code.push(first);
        }
        rest = &rest[step..];
    }
    let end = code.find("#[cfg(test)]\nmod ").unwrap_or(code.len());
    code.truncate(end);
    code
}

/// The paths of a `use`, each with the name it gives.
fn paths(tree: &str, before: &[String], found: &mut Vec<(Vec<String>, String)>) {
    let tree = tree.trim();
    if let Some((front, inner)) = tree.split_once('{') {
        let mut path = before.to_vec();
        path.extend(front.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned));
        let (mut depth, mut start) = (0, 0);
        let inner = inner.trim_end().trim_end_matches('}');
        for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    if !inner[start..at].trim().is_empty() {
                        // The last brace of a nested group may have been taken off with the outer one.
                        let part = &inner[start..at];
                        let open = part.matches('{').count() - part.matches('}').count();
                        paths(&format!("{part}{}", "}".repeat(open)), &path, found);
                    }
                    start = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name.trim().to_owned())));
    let mut whole = before.to_vec();
    whole.extend(path.split("::").map(|part| part.trim().to_owned()).filter(|part| part != "self" || before.is_empty()));
    let name = name.or_else(|| whole.last().cloned()).unwrap_or_default();
    found.push((whole, name));
}

/// One file: the names it imports, with the path of each and whether it hands them on, and its text without imports.
struct File {
    uses: Vec<(Vec<String>, String, bool)>,
    body: String,
}

impl File {
    fn read(path: &Path) -> Self {
        let text = code(&std::fs::read_to_string(path).unwrap());
        let (mut uses, mut body) = (Vec::new(), String::new());
        let mut statement: Option<(bool, String)> = None;
        for line in text.lines() {
            let start = line.strip_prefix("use ").map(|rest| (false, rest));
            let public = || line.strip_prefix("pub").and_then(|rest| rest.split_once("use ")).map(|(_, rest)| (true, rest));
            match (&mut statement, start.or_else(public)) {
                (Some((_, statement)), _) => statement.push_str(line),
                (None, Some((public, rest))) if !rest.contains('(') => statement = Some((public, rest.to_owned())),
                _ => body = body + line + "\n",
            }
            if let Some((public, tree)) = statement.take_if(|(_, tree)| tree.ends_with(';')) {
                let mut found = Vec::new();
                paths(tree.trim_end_matches(';'), &[], &mut found);
                uses.extend(found.into_iter().map(|(path, name)| (path, name, public)));
            }
        }
        Self { uses, body }
    }

    /// Whether an item of this name is declared here, by its keyword or in a macro's `NAME: …`.
    fn declares(&self, name: &str) -> bool {
        let mut words = self.body.split(|c: char| c.is_whitespace() || "(<{;=".contains(c)).filter(|word| !word.is_empty());
        let keywords = ["fn", "struct", "enum", "trait", "type", "const", "static"];
        let mut before = "";
        words.any(|word| {
            let keyword = keywords.contains(&std::mem::replace(&mut before, word));
            (keyword && word.trim_end_matches(':') == name) || word.strip_suffix(':') == Some(name)
        })
    }

    /// Paths that are written out, and what is named of an imported module.
    fn named(&self) -> Vec<Vec<String>> {
        let mut named = Vec::new();
        // Of a macro `$crate` names where it is used.
        let is_path = |c: char| c.is_alphanumeric() || "_:$".contains(c);
        for word in self.body.split(|c: char| !is_path(c)).filter(|word| word.contains("::") && !word.starts_with([':', '$'])) {
            named.push(word.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect());
        }
        named
    }
}

struct Crate {
    files: BTreeMap<Module, File>,
    paths: BTreeMap<Module, PathBuf>,
}

impl Crate {
    fn read(name: &str) -> Self {
        let folder = root().join(name).join("src");
        let (mut files_of, mut paths) = (BTreeMap::new(), BTreeMap::new());
        for path in files(&folder) {
            let below = path.strip_prefix(&folder).unwrap().with_extension("");
            let mut module: Module = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if module.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
                module.pop();
            }
            files_of.insert(module.clone(), File::read(&path));
            paths.insert(module, path.strip_prefix(root()).unwrap().to_path_buf());
        }
        Self { files: files_of, paths }
    }

    /// The module that defines what a path names, seen from a module; `None` for other crates and for modules themselves.
    fn definer(&self, from: &Module, path: &[String], seen: &mut BTreeSet<(Module, String)>) -> Option<Module> {
        let mut at = from.clone();
        let mut path = path;
        match path.first()?.as_str() {
            "crate" => at = Vec::new(),
            "self" => {}
            "super" => drop(at.pop()?),
            first => {
                let child = [from.as_slice(), &[first.to_owned()]].concat();
                if !self.files.contains_key(&child) {
                    return self.imported(from, path, seen);
                }
                at = child;
            }
        }
        path = &path[1..];
        while let Some((first, rest)) = path.split_first() {
            let child = [at.as_slice(), std::slice::from_ref(first)].concat();
            if first == "super" {
                at.pop()?;
            } else if self.files.contains_key(&child) {
                at = child;
            } else if self.files.get(&at)?.body.contains(&format!("mod {first};")) {
                // A file that is elsewhere.
                return None;
            } else {
                let handed_on = self.files.get(&at)?.uses.iter().any(|(_, name, _)| name == first);
                let found = self.imported(&at, path, seen);
                // What is imported and not found is another crate's.
                return if handed_on { found } else { found.or(Some(at)) };
            }
            path = rest;
        }
        None
    }

    /// What a module imports under the first name of a path, by its name or with all others of a module.
    fn imported(&self, at: &Module, path: &[String], seen: &mut BTreeSet<(Module, String)>) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        if !seen.insert((at.clone(), first.clone())) {
            return None;
        }
        let file = self.files.get(at)?;
        if let Some((imported, _, _)) = file.uses.iter().find(|(_, name, _)| name == first) {
            return self.definer(at, &[imported.as_slice(), rest].concat(), seen);
        }
        let globs = file.uses.iter().filter_map(|(imported, name, _)| (name == "*").then(|| imported.split_last())?);
        globs.filter_map(|(_, module)| self.module(at, module)).find_map(|module| {
            let declares = self.files.get(&module).is_some_and(|file| file.declares(first));
            if declares { Some(module) } else { self.imported(&module, path, seen) }
        })
    }

    /// The module that a path names.
    fn module(&self, from: &Module, path: &[String]) -> Option<Module> {
        let mut at = from.clone();
        for part in path {
            match part.as_str() {
                "crate" => at = Vec::new(),
                "self" => {}
                "super" => drop(at.pop()?),
                part => at.push(part.to_owned()),
            }
        }
        self.files.contains_key(&at).then_some(at)
    }

    /// The files that each file uses.
    fn graph(&self) -> BTreeMap<&Module, BTreeSet<Module>> {
        let mut graph = BTreeMap::new();
        for (module, file) in &self.files {
            let imports = file.uses.iter().filter(|(_, _, public)| !public).map(|(path, _, _)| path.clone());
            let named = imports.chain(file.named());
            let used = named.filter_map(|path| self.definer(module, &path, &mut BTreeSet::new()));
            graph.insert(module, used.filter(|used| used != module).collect());
        }
        graph
    }

    /// The files of circles: those that use themselves by way of others.
    fn circles(&self) -> BTreeSet<String> {
        let graph = self.graph();
        let reached = |from: &Module| {
            let (mut reached, mut next) = (BTreeSet::new(), vec![from.clone()]);
            while let Some(module) = next.pop() {
                for used in graph.get(&module).into_iter().flatten() {
                    if reached.insert(used.clone()) {
                        next.push(used.clone());
                    }
                }
            }
            reached
        };
        let in_circle = graph.keys().filter(|module| reached(module).contains(**module));
        in_circle.map(|module| self.paths[*module].display().to_string()).collect()
    }
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let circles: Vec<String> = CRATES.into_iter().flat_map(|name| Crate::read(name).circles()).collect();
    assert!(circles.is_empty(), "move what these files share to a file below them: {circles:?}");
}

/// Names that two files of a crate have. The stages of `spec` call the file of a construct of the language by the construct's name; the
/// others are to be named by what they hold. The list may only become shorter.
const SHARED_NAMES: &[&str] = &[
    "bench: report",
    "cli: json",
    "codegen: params",
    "runtime: error",
    "runtime: facts",
    "runtime: macros",
    "runtime: number",
    "runtime: reading",
    "runtime: values",
    "spec: bodies",
    "spec: commands",
    "spec: errors",
    "spec: facts",
    "spec: http",
    "spec: machines",
    "spec: retry",
    "spec: states",
    "spec: statuses",
    "spec: waits",
    "spec: when",
    "spec: words",
];

#[test]
fn no_two_files_of_a_crate_are_called_the_same() {
    let mut shared = BTreeSet::new();
    for name in CRATES {
        let mut seen = BTreeSet::new();
        for path in files(&root().join(name).join("src")) {
            let file = path.file_stem().unwrap().to_string_lossy().into_owned();
            if !["mod", "lib", "main"].contains(&file.as_str()) && !seen.insert(file.clone()) {
                shared.insert(format!("{name}: {file}"));
            }
        }
    }
    let known: BTreeSet<String> = SHARED_NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(shared, known, "name a file by what it holds, and take a name that is no longer shared off the list");
}

/// In how many files the methods of a type may stand.
const MOST: usize = 3;

/// Types whose methods stand in more: a subject each of a policy and an error. The list may only become shorter, and no
/// number greater.
const SPREAD: &[(&str, usize)] =
    &[("generated-client: Client", 5), ("runtime: ApiError", 10), ("runtime: Policy", 7), ("runtime: Watch", 4)];

#[test]
fn the_methods_of_a_type_stand_together() {
    let mut spread = BTreeSet::new();
    for name in CRATES {
        let mut files_of: BTreeMap<String, usize> = BTreeMap::new();
        for file in Crate::read(name).files.values() {
            let heads = file.body.lines().filter(|line| line.starts_with("impl") && !line.contains(" for "));
            let types: BTreeSet<String> = heads.map(implemented).collect();
            types.into_iter().for_each(|of| *files_of.entry(of).or_default() += 1);
        }
        let many = files_of.into_iter().filter(|(_, count)| *count > MOST);
        spread.extend(many.map(|(of, count)| (format!("{name}: {of}"), count)));
    }
    let known: BTreeSet<(String, usize)> = SPREAD.iter().map(|(of, count)| ((*of).to_owned(), *count)).collect();
    assert_eq!(spread, known, "make methods functions of their module, or divide the type; then shorten the list");
}

/// The type of `impl<'a> Type<'a> {`.
fn implemented(head: &str) -> String {
    let rest = head.trim_start_matches("impl");
    let mut depth = 0;
    let generics = rest.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '<') - i32::from(*c == '>');
        depth == 0
    });
    let rest = generics.map_or(rest, |(at, _)| &rest[at..]).trim_start_matches(['>', ' ']);
    rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
