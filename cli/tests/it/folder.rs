//! A folder for one test, in which the command runs.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A spec without findings, called `shop`.
pub(crate) const SHOP: &str = "\
errspec: 1
name: shop
statuses:
  404: { summary: No such product, retry: never }
  503: { summary: Down for a moment, retry: transient }
errors:
  ErrorCode:
    codes:
      NO_SUCH_PRODUCT: { summary: No such product, status: 404 }
      OVERLOADED: { summary: Too much to do, status: 503 }
bodies:
  api:
    fields: { code: { at: /code, type: ErrorCode }, message: /message }
";

/// Two errors: an unknown key in line 4, a key written twice in line 6.
pub(crate) const BROKEN: &str = "\
errspec: 1
name: broken
statuses:
  404: { sumary: \"50%, nothing: lost\" }
  503: { summary: Down for a moment, retry: transient }
  503: Down
";

/// One warning, about an `allow` that allows nothing.
pub(crate) const DOUBTFUL: &str = "\
errspec: 1
name: doubtful
statuses:
  503: { summary: Down for a moment, retry: transient }
lints:
  allow:
    backoff-over-cap: There is no cap here
";

/// A folder that is empty when a test begins.
pub(crate) struct Folder(PathBuf);

/// The output of a run, and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    /// `test` is the test's name: tests run at the same time.
    pub(crate) fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(test);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The workspace, whose specs are real.
    pub(crate) fn workspace() -> Self {
        Self(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned())
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The files below a folder, and what is in them.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, String> {
        let Ok(entries) = fs::read_dir(self.path(folder)) else { return BTreeMap::new() };
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.map(|name| (name.clone(), self.read(&format!("{folder}/{name}")))).collect()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
        command.args(arguments).current_dir(&self.0).env_remove("NO_COLOR");
        command
    }

    /// Runs `errspec` here.
    pub(crate) fn errspec(&self, arguments: &[&str]) -> Run {
        self.errspec_reading(arguments, "")
    }

    /// Runs `errspec` here with a text on standard input.
    pub(crate) fn errspec_reading(&self, arguments: &[&str], input: &str) -> Run {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that does not read closes the pipe, and that is fine.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().expect("ended by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
