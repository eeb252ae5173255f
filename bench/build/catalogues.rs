//! Catalogues of 7 to 2,000 codes: as specs, and as the enums, matches and maps one would write by hand.

use super::write;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const SIZES: [usize; 5] = [7, 25, 130, 260, 2_000];

const SERVICES: [&str; 10] =
    ["ACCOUNT", "BILLING", "COMPUTE", "DNS", "EVENTS", "IMAGE", "NETWORK", "QUEUE", "STORAGE", "WORKFLOW"];
const RESOURCES: [&str; 20] = [
    "ACCESS_KEY",
    "ALIAS",
    "BUCKET",
    "CERTIFICATE",
    "CLUSTER",
    "DOMAIN",
    "ENDPOINT",
    "EXECUTION",
    "FUNCTION",
    "GROUP",
    "INSTANCE",
    "JOB",
    "MEMBER",
    "OBJECT",
    "POLICY",
    "RECORD",
    "SNAPSHOT",
    "SUBNET",
    "USER",
    "VOLUME",
];
const PROBLEMS: [&str; 10] = [
    "ALREADY_EXISTS",
    "BUSY",
    "DISABLED",
    "EXPIRED",
    "INVALID",
    "LIMIT_EXCEEDED",
    "LOCKED",
    "NOT_FOUND",
    "TOO_LARGE",
    "UNAVAILABLE",
];

/// The specs; `catalogues.rs` has the rest.
pub(super) fn specs(out: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut by_hand = String::new();
    let mut specs = Vec::new();
    for size in SIZES {
        let codes = codes(size);
        specs.push(write(out, &format!("codes_{size}.yaml"), &spec(&codes))?);
        by_hand.push_str(&module(&codes));
    }
    write(out, "catalogues.rs", &by_hand)?;
    Ok(specs)
}

/// So many of the 2,000 combinations, evenly spread.
fn codes(size: usize) -> Vec<String> {
    let all = SERVICES.len() * RESOURCES.len() * PROBLEMS.len();
    // Prime to 2,000, so that each combination comes up once.
    let nth = |at: usize| (at * (all / size) + at * 1_001) % all;
    let mut places: Vec<usize> = (0..size).map(nth).collect();
    places.sort_unstable();
    places.dedup();
    let mut next = 0;
    while places.len() < size {
        if !places.contains(&next) {
            places.push(next);
        }
        next += 1;
    }
    let code = |at: &usize| {
        let (service, resource, problem) = (at / 200, at / 10 % 20, at % 10);
        format!("{}_{}_{}", SERVICES[service], RESOURCES[resource], PROBLEMS[problem])
    };
    places.iter().map(code).collect()
}

fn message(at: usize, code: &str) -> String {
    format!("{} ({at})", code.to_lowercase().replace('_', " "))
}

fn status(at: usize) -> usize {
    [400, 401, 403, 404, 409, 429, 500, 503][at % 8]
}

fn spec(codes: &[String]) -> String {
    let mut text = format!("errspec: 1\nname: codes_{}\nstatuses:\n", codes.len());
    for status in [400, 401, 403, 404, 409, 429, 500, 503] {
        let _ = writeln!(text, "  {status}: Status {status}");
    }
    text.push_str("errors:\n  ErrorCode:\n    codes:\n");
    for (at, code) in codes.iter().enumerate() {
        let _ = writeln!(text, "      {code}: {{ summary: \"{}\", status: {} }}", message(at, code), status(at));
    }
    text
}

fn module(codes: &[String]) -> String {
    let size = codes.len();
    let (mut variants, mut arms, mut pairs, mut statuses) = (String::new(), String::new(), String::new(), String::new());
    for (at, code) in codes.iter().enumerate() {
        let message = message(at, code);
        let _ = writeln!(variants, "        #[strum(serialize = \"{code}\")] #[error(\"{message}\")] V{at},");
        let _ = writeln!(arms, "            \"{code}\" => Some({at}),");
        let _ = writeln!(pairs, "            \"{code}\" => {at},");
        let _ = writeln!(statuses, "                Self::V{at} => {},", status(at));
    }
    format!(
        "pub(super) mod of_{size} {{
    #[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, thiserror::Error)]
    #[repr(u16)]
    pub(in crate::groups) enum Derived {{
{variants}    }}
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
    pub(in crate::groups) fn by_hashify(wire: &str) -> Option<u16> {{
        hashify::map! {{
            wire.as_bytes(),
            u16,
{pairs}        }}
        .copied()
    }}
    static PHF: phf::Map<&'static str, u16> = phf::phf_map! {{
{}    }};
    pub(in crate::groups) fn by_phf(wire: &str) -> Option<u16> {{
        PHF.get(wire).copied()
    }}
}}
",
        pairs.lines().map(|line| format!("{}u16,\n", line.trim_end_matches(','))).collect::<String>()
    )
}
