//! The files that a command has written or would write, as lines or as JSON.

use crate::args::Printed;
use serde_json::{Value, json};

/// The files of one run.
#[derive(Default)]
pub(crate) struct Files(Vec<Value>);

impl Files {
    /// Adds a file. The state is `wrote`, `unchanged`, or with `--check` `stale` or `missing`.
    pub(crate) fn add(&mut self, state: &str, path: &str, text: &str) {
        self.0.push(json!({ "path": path, "state": state, "bytes": text.len() }));
    }

    /// Adds a file with what would change in it.
    pub(crate) fn add_stale(&mut self, state: &str, path: &str, text: &str, diff: &str) {
        self.0.push(json!({ "path": path, "state": state, "bytes": text.len(), "diff": diff }));
    }

    /// What to print.
    pub(crate) fn printed(&self, format: Printed) -> String {
        match format {
            Printed::Json => format!("{:#}\n", json!({ "files": self.0 })),
            Printed::Human => {
                let text = |file: &Value, key: &str| file[key].as_str().unwrap_or_default().to_owned();
                self.0.iter().map(|file| format!("{} {}\n", text(file, "state"), text(file, "path"))).collect()
            }
        }
    }
}
