//! One difference between two revisions of a contract, and what it means for those who depend on it.

use super::witness::Witness;
use serde_json::Value;

/// How a change affects programs that follow the old revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Impact {
    /// Nothing stops working, and everything that the old revision describes is treated as before.
    Safe,
    /// Everything still works, but something is treated differently.
    Risky,
    /// A program no longer compiles, a response can no longer be read, or a call is repeated that must not be repeated.
    Breaking,
}

impl Impact {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

/// One change.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// The kind of change, such as `code-removed`.
    pub(crate) kind: &'static str,
    /// The path of the entry in the output of `errspec resolve`, such as `errors.ErrorCode.codes.BUSY`.
    pub(crate) path: Vec<String>,
    /// What changed, in lower case.
    pub(crate) title: String,
    /// Why it matters, as a sentence.
    pub(crate) reason: String,
    /// The impact on programs that call the API.
    pub(crate) clients: Impact,
    /// The impact on services that implement the API.
    pub(crate) servers: Impact,
    /// The value before; `null` if there was none.
    pub(crate) old: Value,
    /// The value after; `null` if there is none.
    pub(crate) new: Value,
    /// An example that the two revisions treat differently.
    pub(crate) witness: Option<Witness>,
    /// The location of the entry: in the new revision, or in the old one if the entry was removed.
    pub(crate) place: Option<String>,
}

impl Change {
    /// Creates a change that is safe for everybody.
    pub(crate) fn new(kind: &'static str, path: &[&str], title: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            kind,
            path: path.iter().map(|&part| part.to_owned()).collect(),
            title: title.into(),
            reason: reason.into(),
            clients: Impact::Safe,
            servers: Impact::Safe,
            old: Value::Null,
            new: Value::Null,
            witness: None,
            place: None,
        }
    }

    pub(crate) fn clients(mut self, impact: Impact) -> Self {
        self.clients = impact;
        self
    }

    pub(crate) fn servers(mut self, impact: Impact) -> Self {
        self.servers = impact;
        self
    }

    pub(crate) fn values(mut self, old: &Value, new: &Value) -> Self {
        (self.old, self.new) = (old.clone(), new.clone());
        self
    }

    pub(crate) fn witness(mut self, witness: Option<Witness>) -> Self {
        self.witness = witness;
        self
    }

    /// The worse of the two impacts.
    pub(crate) fn worst(&self) -> Impact {
        self.clients.max(self.servers)
    }

    /// Identifies the change in later runs: 16 hexadecimal digits that depend on the kind, the path and the values, and on nothing else.
    pub(crate) fn fingerprint(&self) -> String {
        let values = [self.old.to_string(), self.new.to_string()];
        let path = self.path.iter().map(String::as_str);
        let parts = std::iter::once(self.kind).chain(path).chain(values.iter().map(String::as_str));
        // FNV-1a, which is the same on every machine. A zero byte ends each part.
        let hash = parts
            .flat_map(|part| part.bytes().chain([0]))
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        format!("{hash:016x}")
    }
}
