//! Files: the specs given, those found in folders, and those they use.

use crate::Problem;
use crate::terminal::tell;
use errspec_codegen::disk::{read_bounded, read_file, reason};
use errspec_spec::yaml::has_top_level_key;
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A file, and the name that findings print.
#[derive(Debug)]
pub(crate) struct Spec {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The files found through the paths on the command line.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// Files that were given, and files in folders that look like specs.
    pub(crate) specs: Vec<Spec>,
    /// Files in folders that look like specs but have no `name`, so that only other specs can use them.
    pub(crate) parts: Vec<Spec>,
    /// Errors for what could not be read.
    pub(crate) problems: Vec<Problem>,
}

impl Input {
    /// Reads files and folders; `-` is standard input. Continues after errors.
    pub(crate) fn read(paths: &[PathBuf]) -> Self {
        let mut input = Self::default();
        let mut seen = BTreeSet::new();
        for path in paths {
            let found = match path.is_dir() {
                true => input.folder(path, &mut seen, Search::All),
                false if seen.insert(name(path)) => spec(path).map(|spec| input.specs.push(spec)),
                false => Ok(()),
            };
            input.problems.extend(found.err());
        }
        input
    }

    /// Reads the specs below the current folder, for a command line without paths.
    pub(crate) fn discover() -> Self {
        let mut input = Self::default();
        let found = input.folder(Path::new("."), &mut BTreeSet::new(), Search::ByPlace);
        input.problems.extend(found.err());
        input
    }

    /// The files without `name` that no spec uses, given the names of the files that were read.
    pub(crate) fn unused_parts(&self, read: &BTreeSet<String>) -> impl Iterator<Item = &Spec> {
        self.parts.iter().filter(move |part| !read.contains(&part.name))
    }

    fn folder(&mut self, folder: &Path, seen: &mut BTreeSet<String>, wanted: Search) -> Result<(), Problem> {
        let before = self.specs.len();
        let mut files = Vec::new();
        search(folder, &mut files)?;
        files.sort();
        let mut any = false;
        for file in files.into_iter().filter(|file| wanted.includes(file)) {
            if seen.contains(&name(&file)) {
                any = true;
                continue;
            }
            // A pipe in a folder is not meant as input, and would block the search.
            let found = read_file(&file).map(|bytes| Spec { name: name(&file), bytes });
            match found.map_err(|error| unreadable(&name(&file), &error)) {
                Ok(spec) if !has_top_level_key(&spec.bytes, "errspec") && !is_called_spec(&file) => {}
                Ok(spec) => {
                    seen.insert(spec.name.clone());
                    // A file whose name says that it is a spec is checked even without the key `errspec`, so that this is reported.
                    let list = if errspec_spec::is_part(&spec.bytes) { &mut self.parts } else { &mut self.specs };
                    list.push(spec);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        match any || self.specs.len() > before {
            true => Ok(()),
            false => Err(Problem(format!("no spec in `{}`: looked for {}", folder.display(), wanted.looked_for()))),
        }
    }
}

/// Which YAML files in a folder may be specs.
#[derive(Clone, Copy, Debug)]
enum Search {
    /// All of them, in a folder that was given.
    All,
    /// Those whose name or folder says so. A whole repository also has other kinds of YAML files, and specs that are wrong on purpose.
    ByPlace,
}

impl Search {
    fn includes(self, file: &Path) -> bool {
        let in_spec = || file.parent().is_some_and(|folder| folder.components().any(|part| part.as_os_str() == "spec"));
        matches!(self, Self::All) || is_called_spec(file) || in_spec()
    }

    fn looked_for(self) -> &'static str {
        match self {
            Self::All => "*.yaml and *.yml files with the keys `errspec` and `name`",
            Self::ByPlace => {
                "*.errspec.yaml files, and for *.yaml and *.yml files with the keys `errspec` and `name` in folders named `spec`; \
                 `errspec init` writes one"
            }
        }
    }
}

/// Whether the name of a file says that it is a spec, such as `payments.errspec.yaml`.
fn is_called_spec(file: &Path) -> bool {
    file.file_stem().is_some_and(|stem| Path::new(stem).extension().is_some_and(|extension| extension == "errspec"))
}

/// Reads one spec; `-` is standard input. A file that is given explicitly may be a pipe: `errspec check <(fetch)`.
pub(crate) fn spec(path: &Path) -> Result<Spec, Problem> {
    if path.is_dir() {
        return Err(Problem(format!("`{}` is a folder: name one spec in it", path.display())));
    }
    let (name, bytes) = match path == Path::new("-") {
        true => ("<stdin>".to_owned(), read_bounded(io::stdin().lock())),
        false => (name(path), File::open(path).and_then(read_bounded)),
    };
    match bytes {
        Ok(bytes) => Ok(Spec { name, bytes }),
        Err(error) => Err(unreadable(&name, &error)),
    }
}

fn unreadable(name: &str, error: &io::Error) -> Problem {
    Problem(format!("cannot read `{name}`: {}", reason(error)))
}

/// The name that findings print, and to which `use` in other specs resolves. It has `/` on every platform, as in URIs and reports.
fn name(path: &Path) -> String {
    let name = path.strip_prefix(".").unwrap_or(path).display().to_string();
    if cfg!(windows) { name.replace('\\', "/") } else { name }
}

/// The YAML files below a folder. Hidden folders and `target` are skipped.
fn search(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Problem> {
    let unreadable = |error| unreadable(&folder.display().to_string(), &error);
    for entry in folder.read_dir().map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let (path, file_name) = (entry.path(), entry.file_name());
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_dir() {
            if !file_name.to_string_lossy().starts_with('.') && file_name != "target" {
                search(&path, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            files.push(path);
        }
    }
    Ok(())
}

/// Reports on standard error which files were skipped, and why.
pub(crate) fn tell_left_out<'s>(parts: impl Iterator<Item = &'s Spec>) {
    parts.for_each(|part| tell(&format!("left out `{}`: it has no `name`, and no spec given uses it", part.name)));
}
