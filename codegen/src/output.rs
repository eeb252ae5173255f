//! A folder of generated modules: what would be written, what is there, and what must not be changed.

use crate::disk::reason;
use crate::emit::MARK;
use crate::generate::{MODULE_LINTS, Module, doc_lines, index};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Which files there are besides `NAME.rs` for each module and `mod.rs` for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// None: files to check in.
    Sources,
    /// `NAME.module.rs`, which wraps the items of `NAME.rs` in a module for `errspec::include_generated!`.
    Included,
    /// The same in Cargo's `OUT_DIR`, where only the build script writes: what it generated once and does not generate now is no
    /// longer part of the crate, so `mod.rs` lists the modules of this run alone.
    OutDir,
}

/// The files that modules become in a folder, compared with what is there. Nothing is written before [`Output::write`].
#[derive(Debug)]
pub struct Output {
    /// The files of the modules in their order, the index last.
    pub files: Vec<OutputFile>,
    /// Modules that an earlier run left in the folder and this one does not generate. They stay, and the index lists them.
    pub others: Vec<OtherModule>,
    folder: PathBuf,
}

/// A file of an [`Output`].
#[derive(Debug)]
pub struct OutputFile {
    /// Where it belongs.
    pub path: PathBuf,
    /// What should be in it.
    pub text: String,
    /// What is in it, counted; empty for files without items of their own.
    pub contents: String,
    /// What is there now, all of it generated; `None` if nothing is.
    pub current: Option<Vec<u8>>,
}

impl OutputFile {
    /// Whether the file is there, with this very text.
    pub fn is_current(&self) -> bool {
        self.current.as_deref() == Some(self.text.as_bytes())
    }
}

/// A generated module that is not one of this run's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherModule {
    /// Its file.
    pub path: PathBuf,
    /// The file name of the contract that it says it was generated from.
    pub from: String,
    name: String,
}

/// Why the files cannot be written.
#[derive(Debug)]
pub enum OutputError {
    /// Two modules have one name.
    SameName {
        /// The name.
        name: String,
        /// The contracts of that name, as they were given.
        specs: [String; 2],
    },
    /// Files that would have to be replaced and are not generated ones.
    Foreign(Vec<PathBuf>),
    /// What the system answered.
    Io {
        /// What could not be done: `read`, `write`, `write to`.
        doing: &'static str,
        /// With which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameName { name, specs: [a, b] } => {
                write!(f, "`{a}` and `{b}` have the same name, `{name}`; give each contract its own")
            }
            Self::Foreign(paths) => {
                const SHOWN: usize = 5;
                let mut names: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("`{}`", path.display())).collect();
                if paths.len() > SHOWN {
                    names.push(format!("and {} more", paths.len() - SHOWN));
                }
                let (are, they, them) = if paths.len() == 1 { ("is", "it does", "it") } else { ("are", "they do", "them") };
                write!(
                    f,
                    "{} {are} in the way: {they} not begin with `{MARK}`, so nothing was written; move {them} away or choose \
                     another folder",
                    names.join(", ")
                )
            }
            Self::Io { doing, path, error } => write!(f, "cannot {doing} `{}`: {}", path.display(), reason(error)),
        }
    }
}

impl std::error::Error for OutputError {}

impl Output {
    /// The files that `modules` become in `folder`, which need not exist.
    ///
    /// # Errors
    /// [`OutputError`]: where a file would have to be replaced that is not a generated one, among others.
    pub fn plan(folder: &Path, modules: &[Module], layout: Layout) -> Result<Self, OutputError> {
        one_name_each(modules)?;
        if folder.is_file() {
            let error = io::Error::new(io::ErrorKind::NotADirectory, "it is a file, not a directory");
            return Err(cannot("write to", folder, error));
        }
        let mut files = Vec::new();
        for module in modules {
            files.push((format!("{}.rs", module.name), module.text.clone(), module.contents.clone()));
            if layout != Layout::Sources {
                files.push((format!("{}.module.rs", module.name), wrapper(module), String::new()));
            }
        }
        let others = if layout == Layout::OutDir { Vec::new() } else { others(folder, modules)? };
        let old_index = current(&folder.join(INDEX))?;
        files.push((INDEX.to_owned(), full_index(modules, &others, &old_index), String::new()));
        let (mut planned, mut foreign) = (Vec::new(), Vec::new());
        for (name, text, contents) in files {
            let path = folder.join(name);
            match current(&path)? {
                Current::Foreign => foreign.push(path),
                Current::Generated(bytes) => planned.push(OutputFile { path, text, contents, current: Some(bytes) }),
                Current::Nothing => planned.push(OutputFile { path, text, contents, current: None }),
            }
        }
        match foreign.is_empty() {
            true => Ok(Self { files: planned, others, folder: folder.to_owned() }),
            false => Err(OutputError::Foreign(foreign)),
        }
    }

    /// Writes what changed: all of it beside its place first, so that a full disk leaves every file as it was, and if one of them
    /// cannot be put in its place, those before it are put back.
    ///
    /// # Errors
    /// [`OutputError::Io`].
    pub fn write(&self) -> Result<(), OutputError> {
        fs::create_dir_all(&self.folder).map_err(|error| cannot("write", &self.folder, error))?;
        let stale: Vec<&OutputFile> = self.files.iter().filter(|file| !file.is_current()).collect();
        let drafts = stale.iter().map(|file| Draft::new(file)).collect::<Result<Vec<_>, _>>()?;
        for (at, (file, draft)) in stale.iter().zip(&drafts).enumerate() {
            if let Err(error) = fs::rename(&draft.0, &file.path) {
                stale.iter().take(at).for_each(|file| put_back(file));
                return Err(cannot("write", &file.path, error));
            }
        }
        Ok(())
    }
}

const INDEX: &str = "mod.rs";

fn cannot(doing: &'static str, path: &Path, error: io::Error) -> OutputError {
    OutputError::Io { doing, path: path.to_owned(), error }
}

fn one_name_each(modules: &[Module]) -> Result<(), OutputError> {
    for (at, module) in modules.iter().enumerate() {
        if let Some(first) = modules.iter().take(at).find(|first| first.name == module.name) {
            let specs = [first.spec.clone(), module.spec.clone()];
            return Err(OutputError::SameName { name: module.name.clone(), specs });
        }
    }
    Ok(())
}

/// The module around its items.
fn wrapper(module: &Module) -> String {
    let (name, docs) = (&module.name, doc_lines(&module.summary));
    format!(
        "{MARK} {}: the module `{name}`.\n{docs}{MODULE_LINTS}pub mod {name} {{\n    ::core::include!(\"{name}.rs\");\n}}\n",
        env!("CARGO_PKG_VERSION")
    )
}

/// The index of the modules of this run and of all others in the folder, which keep the lines that the old index has for them.
fn full_index(modules: &[Module], others: &[OtherModule], old_index: &Current) -> String {
    let old = match old_index {
        Current::Generated(bytes) => String::from_utf8_lossy(bytes),
        _ => "".into(),
    };
    let line = |name: &str| {
        let item = format!("pub mod {name};");
        let entry = old.split("\n\n").find(|entry| entry.lines().any(|line| line == item))?;
        let lines = entry.lines().filter_map(|line| line.strip_prefix("///"));
        Some(lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n"))
    };
    let others = others.iter().map(|other| {
        let summary = line(&other.name).unwrap_or_else(|| format!("The failure contract of {}.", other.name));
        (other.name.clone(), summary)
    });
    index(modules.iter().map(|module| (module.name.clone(), module.summary.clone())).chain(others))
}

/// The generated modules of a folder that are none of these.
fn others(folder: &Path, modules: &[Module]) -> Result<Vec<OtherModule>, OutputError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(cannot("read", folder, error)),
    };
    let mut others = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| cannot("read", folder, error))?.path();
        let name = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".rs"));
        let name = name.filter(|name| is_module(name) && modules.iter().all(|module| module.name != *name));
        let Some(name) = name.map(str::to_owned) else { continue };
        if let Some(from) = generated_from(&path) {
            others.push(OtherModule { path, from, name });
        }
    }
    others.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(others)
}

/// Whether a contract can have this name.
fn is_module(name: &str) -> bool {
    let letters = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    letters && !matches!(name, "lib" | "main" | "mod")
}

/// The contract that the first line of a generated module names.
fn generated_from(path: &Path) -> Option<String> {
    let mut head = Vec::new();
    path.metadata().ok().filter(fs::Metadata::is_file)?;
    File::open(path).ok()?.take(4096).read_to_end(&mut head).ok()?;
    let line = head.split(|byte| *byte == b'\n').next().map(String::from_utf8_lossy)?;
    let (_, from) = line.strip_prefix(MARK)?.split_once(" from ")?;
    from.split_once(". Do not edit").map(|(from, _)| from.to_owned())
}

/// What is at the place of a file.
enum Current {
    Nothing,
    Generated(Vec<u8>),
    /// Not for us to replace: a file without the mark, a folder, a link, a pipe.
    Foreign,
}

fn current(path: &Path) -> Result<Current, OutputError> {
    let unreadable = |error| cannot("read", path, error);
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Ok(Current::Foreign),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Current::Nothing),
        Err(error) => return Err(unreadable(error)),
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    Ok(if bytes.starts_with(MARK.as_bytes()) { Current::Generated(bytes) } else { Current::Foreign })
}

/// A file's new text beside its place; what is not renamed to it is removed.
struct Draft(PathBuf);

impl Draft {
    fn new(file: &OutputFile) -> Result<Self, OutputError> {
        let path = file.path.with_extension(format!("{}.tmp", std::process::id()));
        let failed = |error| cannot("write", &file.path, error);
        // Never over a file that is there already.
        let mut open = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
        let draft = Self(path);
        open.write_all(file.text.as_bytes()).map_err(failed)?;
        Ok(draft)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After renaming there is nothing to remove.
        let _ = fs::remove_file(&self.0);
    }
}

/// What was there before, as well as can be done.
fn put_back(file: &OutputFile) {
    let _ = match &file.current {
        Some(bytes) => fs::write(&file.path, bytes),
        None => fs::remove_file(&file.path),
    };
}
