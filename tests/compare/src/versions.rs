//! The versions of the other crates, from the lock file.

use crate::Peer;

const LOCK: &str = include_str!("../../../Cargo.lock");

/// The version that was compiled in; of a crate that is locked in several versions, the pinned one.
pub fn version(peer: Peer) -> &'static str {
    match peer {
        Peer::StdParse => "std",
        _ => locked(peer.name()).unwrap_or("unknown"),
    }
}

fn locked(name: &str) -> Option<&'static str> {
    LOCK.split("[[package]]").find_map(|package| {
        let field =
            |key: &str| package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'));
        (field("name")? == name).then(|| field("version"))?
    })
}
