//! Enums of codes as one would write them by hand, with derives.

use super::spec::{message, status};
use std::fmt::Write as _;

/// Variants and nothing else.
pub(super) fn bare(codes: &[String]) -> String {
    let variants: String = (0..codes.len()).map(|at| format!("    V{at},\n")).collect();
    format!("#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n#[repr(u16)]\npub enum ErrorCode {{\n{variants}}}\n")
}

/// With strum for both directions of the wire text, thiserror for the message, a match for the status, serde where wanted.
pub(super) fn derived(codes: &[String], serde: bool) -> String {
    let (mut variants, mut statuses) = (String::new(), String::new());
    for (at, code) in codes.iter().enumerate() {
        let rename = if serde { format!(" #[serde(rename = \"{code}\")]") } else { String::new() };
        let message = message(at, code);
        let _ = writeln!(variants, "    #[strum(serialize = \"{code}\")] #[error(\"{message}\")]{rename} V{at},");
        let _ = writeln!(statuses, "            Self::V{at} => {},", status(at));
    }
    let serde = if serde { ", serde::Serialize, serde::Deserialize" } else { "" };
    format!(
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumString, strum::IntoStaticStr, thiserror::Error{serde})]
#[repr(u16)]
pub enum ErrorCode {{
{variants}}}
impl ErrorCode {{
    pub fn status(self) -> u16 {{
        match self {{
{statuses}        }}
    }}
}}
"
    )
}

/// With errspec's own derive.
pub(super) fn errspec(codes: &[String]) -> String {
    let mut variants = String::new();
    for (at, code) in codes.iter().enumerate() {
        let (message, status) = (message(at, code), status(at));
        let _ = writeln!(variants, "    /// {message}\n    #[errspec(code = \"{code}\", status = {status})]\n    V{at},");
    }
    format!("#[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]\npub enum ErrorCode {{\n{variants}}}\n")
}
