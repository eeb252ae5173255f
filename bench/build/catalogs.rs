//! Catalogs of 7 to 10,000 codes, as specs, and as the enums, matches and maps that one would write by hand.

use super::spec::{message, spec, status};
use super::{lists, write};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// With more codes than this, matches and derives take the compiler minutes, so they are left out.
const MATCHED: usize = 2_000;

/// The specs; `catalogs.rs` has the rest.
pub(super) fn specs(out: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut by_hand = String::new();
    let mut specs = Vec::new();
    for (name, codes) in lists::all() {
        specs.push(write(out, &format!("codes_{name}.yaml"), &spec(name, &codes))?);
        by_hand.push_str(&module(name, &codes));
    }
    write(out, "catalogs.rs", &by_hand)?;
    Ok(specs)
}

fn module(name: &str, codes: &[String]) -> String {
    let matched = if codes.len() <= MATCHED { matched(codes) } else { String::new() };
    format!("pub(super) mod of_{name} {{\n{matched}{}}}\n", hashed(codes))
}

/// An enum with derives, and a match.
fn matched(codes: &[String]) -> String {
    let (mut variants, mut arms, mut statuses) = (String::new(), String::new(), String::new());
    let (mut documented, mut worded) = (String::new(), String::new());
    for (at, code) in codes.iter().enumerate() {
        let message = message(at, code);
        let _ = writeln!(variants, "        #[strum(serialize = \"{code}\")] #[error(\"{message}\")] V{at},");
        let _ = writeln!(documented, "        /// {message}\n        V{at},");
        let _ = writeln!(worded, "        #[strum(to_string = \"{message}\")] V{at},");
        let _ = writeln!(arms, "            \"{code}\" => Some({at}),");
        let _ = writeln!(statuses, "                Self::V{at} => {},", status(at));
    }
    format!(
        "    #[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, thiserror::Error)]
    #[repr(u16)]
    pub(in crate::groups) enum Derived {{
{variants}    }}
    #[derive(Clone, Copy, displaydoc::Display)]
    #[repr(u16)]
    pub(in crate::groups) enum Documented {{
{documented}    }}
    impl Documented {{
        pub(in crate::groups) const ALL: [Self; {count}] = [{all}];
    }}
    #[derive(Clone, Copy, strum::Display)]
    #[repr(u16)]
    pub(in crate::groups) enum Worded {{
{worded}    }}
    impl Worded {{
        pub(in crate::groups) const ALL: [Self; {count}] = [{all}];
    }}
    impl Derived {{
        pub(in crate::groups) fn status(self) -> u16 {{
            match self {{
{statuses}            }}
        }}
    }}
    pub(in crate::groups) fn by_match(wire: &str) -> Option<u16> {{
        match wire {{
{arms}            _ => None,
        }}
    }}
",
        count = codes.len(),
        all = (0..codes.len()).map(|at| format!("Self::V{at}, ")).collect::<String>(),
    )
}

/// Perfect hashing by macros.
fn hashed(codes: &[String]) -> String {
    let pairs: String = codes.iter().enumerate().map(|(at, code)| format!("            \"{code}\" => {at},\n")).collect();
    let typed: String = codes.iter().enumerate().map(|(at, code)| format!("        \"{code}\" => {at}u16,\n")).collect();
    format!(
        "    pub(in crate::groups) fn by_hashify(wire: &str) -> Option<u16> {{
        hashify::map! {{
            wire.as_bytes(),
            u16,
{pairs}        }}
        .copied()
    }}
    static PHF: phf::Map<&'static str, u16> = phf::phf_map! {{
{typed}    }};
    pub(in crate::groups) fn by_phf(wire: &str) -> Option<u16> {{
        PHF.get(wire).copied()
    }}
"
    )
}
