//! Decides who may use the control paths.
//!
//! The server listens on loopback, but every web page that is open in a browser on the same machine can reach it: a page can post to any
//! address and, under a host name that resolves to this address (DNS rebinding), read the responses too. Both are visible in `Host` and
//! `Origin`.

use crate::http::Request;
use std::net::IpAddr;

/// Why a request is rejected: it was made by a page of another site, or with a host name that anybody may have pointed to this address.
/// `own` is the address to which the client connected.
pub(super) fn refusal(request: &Request, own: IpAddr) -> Option<String> {
    let foreign = |authority: &&str| !is_own(authority, own);
    if let Some(host) = request.authorities().find(foreign) {
        return Some(format!(
            "control paths are not served for the host `{}`; use `localhost` or the address {own}",
            host.escape_debug()
        ));
    }
    let of_page = |origin: &&str| origin.split_once("://").is_none_or(|(_, authority)| !is_own(authority, own));
    let origin = request.all("Origin").find(of_page)?;
    Some(format!("control paths are not for pages of other sites, such as `{}`", origin.escape_debug()))
}

/// Whether `name:port` means this machine: a name that always means loopback, a loopback address, or the address to which the client
/// connected.
fn is_own(authority: &str, own: IpAddr) -> bool {
    let name = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => authority.split(':').next().unwrap_or(authority),
    };
    let name = name.to_ascii_lowercase();
    let is_local = |ip: IpAddr| ip.to_canonical().is_loopback() || ip.to_canonical() == own.to_canonical();
    name == "localhost" || name.ends_with(".localhost") || name.parse().is_ok_and(is_local)
}
