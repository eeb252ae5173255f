//! Examples that show the effect of a change.

use serde_json::{Value, json};

/// An example that the two revisions treat differently.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Witness {
    /// A response, and what it means under each revision.
    Answer { status: u16, content_type: String, headers: Vec<(String, String)>, body: Value, before: String, after: String },
    /// States of a job in the order in which a client reads them, and what the last one means under each revision.
    History { machine: String, states: Vec<String>, before: String, after: String },
    /// A line of Rust that compiles with the old module but not with the new one.
    Rust(String),
}

impl Witness {
    pub(crate) fn json(&self) -> Value {
        match self {
            Self::Answer { status, content_type, headers, body, before, after } => {
                let headers: serde_json::Map<String, Value> =
                    headers.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
                let answer = json!({ "status": status, "content_type": content_type, "headers": headers, "body": body });
                json!({ "answer": answer, "before": before, "after": after })
            }
            Self::History { machine, states, before, after } => {
                json!({ "history": { "machine": machine, "states": states }, "before": before, "after": after })
            }
            Self::Rust(line) => json!({ "rust": line }),
        }
    }

    /// A response of the new revision that had a different status in the old revision.
    pub(crate) fn moved(new: Option<Self>, old: Option<Self>) -> Option<Self> {
        let (Some(Self::Answer { status, content_type, headers, body, .. }), Some(Self::Answer { status: before, .. })) =
            (new, old)
        else {
            return None;
        };
        let (before, after) = (format!("sent with status {before}"), format!("sent with status {status}"));
        Some(Self::Answer { status, content_type, headers, body, before, after })
    }

    /// The same response with these headers and this body.
    pub(crate) fn with(self, headers: Vec<(String, String)>, body: Value) -> Self {
        match self {
            Self::Answer { status, content_type, before, after, .. } => {
                Self::Answer { status, content_type, headers, body, before, after }
            }
            other => other,
        }
    }

    /// The body of a response.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Answer { body: Value::Null, .. } | Self::History { .. } | Self::Rust(_) => Vec::new(),
            Self::Answer { body: Value::String(text), content_type, .. } if !content_type.contains("json") => {
                text.clone().into_bytes()
            }
            Self::Answer { body, .. } => body.to_string().into_bytes(),
        }
    }

    /// The human-readable form: one or more lines.
    pub(crate) fn lines(&self) -> Vec<String> {
        match self {
            Self::Answer { status, content_type, headers, body, before, after } => {
                let mut lines = vec![format!("response: {status}, {content_type}")];
                lines.extend(headers.iter().map(|(name, value)| format!("          {name}: {value}")));
                match body {
                    Value::Null => {}
                    Value::String(text) => lines.extend(text.lines().map(|line| format!("          {line}"))),
                    body => lines.push(format!("          {body}")),
                }
                lines.push(format!("before:   {before}"));
                lines.push(format!("after:    {after}"));
                lines
            }
            Self::History { states, before, after, .. } => {
                vec![format!("history: {}", states.join(", ")), format!("before:  {before}"), format!("after:   {after}")]
            }
            Self::Rust(line) => vec![format!("no longer compiles: {line}")],
        }
    }
}
