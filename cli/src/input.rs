//! Files: the specs given, those found in folders, and those they use.

use crate::Problem;
use crate::terminal::{reason, tell};
use errspec_spec::Loader;
use errspec_spec::yaml::MAX_BYTES;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file and the name that findings show.
#[derive(Debug)]
pub(crate) struct Spec {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// What the paths of a command line led to.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// Files that were named, and files of folders that look like specs.
    pub(crate) specs: Vec<Spec>,
    /// Files of folders that look like specs but have no `name`: only another spec can use them.
    pub(crate) parts: Vec<Spec>,
    /// What could not be read.
    pub(crate) problems: Vec<Problem>,
}

impl Input {
    /// Reads files and folders; `-` is standard input. Goes on after what cannot be read.
    pub(crate) fn read(paths: &[PathBuf]) -> Self {
        let mut input = Self::default();
        let mut seen = BTreeSet::new();
        for path in paths {
            let found = match path.is_dir() {
                true => input.folder(path, &mut seen),
                false if seen.insert(name(path)) => spec(path).map(|spec| input.specs.push(spec)),
                false => Ok(()),
            };
            input.problems.extend(found.err());
        }
        input
    }

    /// The parts that none of the specs used, by the names of the files that were read.
    pub(crate) fn unused_parts(&self, read: &BTreeSet<String>) -> impl Iterator<Item = &Spec> {
        self.parts.iter().filter(move |part| !read.contains(&part.name))
    }

    fn folder(&mut self, folder: &Path, seen: &mut BTreeSet<String>) -> Result<(), Problem> {
        let before = self.specs.len();
        let mut files = Vec::new();
        search(folder, &mut files)?;
        files.sort();
        let mut any = false;
        for file in files {
            if seen.contains(&name(&file)) {
                any = true;
                continue;
            }
            match spec(&file) {
                Ok(spec) if !has_key(&spec.bytes, "errspec") => {}
                Ok(spec) => {
                    seen.insert(spec.name.clone());
                    let list = if has_key(&spec.bytes, "name") { &mut self.specs } else { &mut self.parts };
                    list.push(spec);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        match any || self.specs.len() > before {
            true => Ok(()),
            false => Err(Problem(format!(
                "no spec in `{}`: looked for *.yaml and *.yml files with the keys `errspec` and `name`",
                folder.display()
            ))),
        }
    }
}

/// Reads one spec; `-` is standard input.
pub(crate) fn spec(path: &Path) -> Result<Spec, Problem> {
    if path.is_dir() {
        return Err(Problem(format!("`{}` is a folder: name one spec in it", path.display())));
    }
    let (name, bytes) = match path == Path::new("-") {
        true => ("<stdin>".to_owned(), bounded(io::stdin().lock())),
        false => (name(path), File::open(path).and_then(bounded)),
    };
    match bytes {
        Ok(bytes) => Ok(Spec { name, bytes }),
        Err(error) => Err(Problem(format!("cannot read `{name}`: {}", reason(&error)))),
    }
}

/// The files that specs use.
pub(crate) struct Disk;

impl Loader for Disk {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        File::open(path).and_then(bounded).map_err(|error| reason(&error))
    }
}

/// One byte more than a spec may have is enough to find out that it is too long.
fn bounded(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The name that findings show, and that `use` of other specs arrives at.
fn name(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// The YAML files below a folder. Hidden folders, and `target`, hold nothing that people wrote.
fn search(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Problem> {
    let unreadable = |error: io::Error| Problem(format!("cannot read `{}`: {}", folder.display(), reason(&error)));
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

/// Whether a line begins with a key, so that files of other kinds, and broken specs, can be told apart without reading them.
fn has_key(bytes: &[u8], key: &str) -> bool {
    bytes.split(|byte| *byte == b'\n').any(|line| {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let line = line.strip_prefix(b"\"").or_else(|| line.strip_prefix(b"'")).unwrap_or(line);
        let rest = line.strip_prefix(key.as_bytes());
        rest.is_some_and(|rest| {
            rest.trim_ascii_start().starts_with(b":") || rest.starts_with(b"\":") || rest.starts_with(b"':")
        })
    })
}

/// Says on standard error which parts were left out, and why.
pub(crate) fn tell_left_out<'s>(parts: impl Iterator<Item = &'s Spec>) {
    parts.for_each(|part| tell(&format!("left out `{}`: it has no `name`, and no spec given uses it", part.name)));
}
