//! A folder of generated modules: what would be written, what is there, and what must not be changed.

use crate::disk::reason;
use crate::emit::MARK;
use crate::generate::{MODULE_LINTS, Module, doc_lines, index};
use errspec_spec::lists::{IntoVec as _, sort_by_key};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Which files are written besides `NAME.rs` for each module and `mod.rs` for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// No others. This is for files to check in.
    Sources,
    /// `NAME.module.rs`, which wraps the items of `NAME.rs` in a module for `errspec::include_generated!`.
    Included,
    /// The same, in Cargo's `OUT_DIR`, where only the build script writes. A module that is no longer generated is not part of the crate,
    /// so `mod.rs` only lists the modules of this run.
    OutDir,
}

/// The files of modules in a folder, compared with the existing files. Nothing is written before [`Output::write`].
#[derive(Debug)]
pub struct Output {
    /// The files of the modules, in order, followed by the index.
    pub files: Vec<OutputFile>,
    /// Modules that an earlier run left in the folder and this run does not generate. They are kept, and the index lists them.
    pub others: Vec<OtherModule>,
    folder: PathBuf,
}

/// A file of an [`Output`].
#[derive(Debug)]
pub struct OutputFile {
    /// The path of the file.
    pub path: PathBuf,
    /// The content that the file should have.
    pub text: String,
    /// A short summary of its items; empty for files without items of their own.
    pub contents: String,
    /// The current content, which was generated; `None` if there is no file.
    pub current: Option<Vec<u8>>,
}

impl OutputFile {
    /// Whether the file exists with this content.
    pub fn is_current(&self) -> bool {
        self.current.as_deref() == Some(self.text.as_bytes())
    }
}

/// A generated module that is not part of this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherModule {
    /// The path of its file.
    pub path: PathBuf,
    /// The file name of the contract from which it says it was generated.
    pub from: String,
    name: String,
}

/// The reason why the files cannot be written.
#[derive(Debug)]
pub enum OutputError {
    /// Two modules have the same name.
    SameName {
        /// The name.
        name: String,
        /// The specs with that name, as they were given.
        specs: [String; 2],
    },
    /// Existing files that would have to be replaced but were not generated.
    Foreign(Vec<PathBuf>),
    /// An I/O error.
    Io {
        /// What failed: `read`, `write` or `write to`.
        doing: &'static str,
        /// The path of the file.
        path: PathBuf,
        /// The error.
        error: io::Error,
    },
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameName { name, specs: [a, b] } => {
                write!(f, "`{a}` and `{b}` have the same name, `{name}`; give each spec its own")
            }
            Self::Foreign(paths) => {
                const SHOWN: usize = 5;
                let mut names: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("`{}`", path.display())).into_vec();
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
    /// Plans the files of `modules` in `folder`, which need not exist.
    ///
    /// # Errors
    /// Returns an [`OutputError`], for example if a file would have to be replaced that was not generated.
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

    /// Writes the files that changed. All of them are first written next to their final place, so that a full disk leaves every file
    /// unchanged. If one of them cannot be moved to its place, the previous ones are restored.
    ///
    /// # Errors
    /// Returns [`OutputError::Io`].
    pub fn write(&self) -> Result<(), OutputError> {
        fs::create_dir_all(&self.folder).map_err(|error| cannot("write", &self.folder, error))?;
        let stale: Vec<&OutputFile> = self.files.iter().filter(|file| !file.is_current()).into_vec();
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

/// The module around the items.
fn wrapper(module: &Module) -> String {
    let (name, docs) = (&module.name, doc_lines(&module.summary));
    format!(
        "{MARK} {}: the module `{name}`.\n{docs}{MODULE_LINTS}pub mod {name} {{\n    ::core::include!(\"{name}.rs\");\n}}\n",
        env!("CARGO_PKG_VERSION")
    )
}

/// The index of the modules of this run and of all others in the folder, for which the lines of the old index are kept.
fn full_index(modules: &[Module], others: &[OtherModule], old_index: &Current) -> String {
    let old = match old_index {
        Current::Generated(bytes) => String::from_utf8_lossy(bytes),
        _ => "".into(),
    };
    let line = |name: &str| {
        let item = format!("pub mod {name};");
        let entry = old.split("\n\n").find(|entry| entry.lines().any(|line| line == item))?;
        let lines = entry.lines().filter_map(|line| line.strip_prefix("///"));
        Some(lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).into_vec().join("\n"))
    };
    let others = others.iter().map(|other| {
        let summary = line(&other.name).unwrap_or_else(|| format!("The failure contract of {}.", other.name));
        (other.name.clone(), summary)
    });
    index(modules.iter().map(|module| (module.name.clone(), module.summary.clone())).chain(others))
}

/// The generated modules in a folder that are not part of this run.
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
    sort_by_key(&mut others, |other| other.name.clone());
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

/// What currently exists at the path of a file.
enum Current {
    Nothing,
    Generated(Vec<u8>),
    /// Something that must not be replaced: a file without the mark, a folder, a link or a pipe.
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

/// The new content of a file, written next to its place. It is removed unless it is renamed.
struct Draft(PathBuf);

impl Draft {
    fn new(file: &OutputFile) -> Result<Self, OutputError> {
        let path = file.path.with_extension(format!("{}.tmp", std::process::id()));
        let failed = |error| cannot("write", &file.path, error);
        // This never overwrites an existing file.
        let mut open = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
        let draft = Self(path);
        open.write_all(file.text.as_bytes()).map_err(failed)?;
        Ok(draft)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After renaming, there is nothing to remove.
        let _ = fs::remove_file(&self.0);
    }
}

/// Restores the previous content, as far as possible.
fn put_back(file: &OutputFile) {
    let _ = match &file.current {
        Some(bytes) => fs::write(&file.path, bytes),
        None => fs::remove_file(&file.path),
    };
}
