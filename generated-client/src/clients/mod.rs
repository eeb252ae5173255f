//! A client for each API: its calls, and the waits for its jobs. They are sent by a client of errspec-client, blocking or on tokio.
//!
//! The documents of these APIs describe errors, not endpoints. A path that a document does not name is a constant or a field of the client
//! and says so.

pub mod autoretouch;
pub mod images;
pub mod jobs;
pub mod media_tasks;
pub mod vision;

use errspec::decode::Json;
use errspec_client::{Response, Unreadable};

/// Reads a success that has to be JSON.
fn is_json(response: Response) -> Result<Response, Unreadable> {
    match Json::parse(response.body()) {
        Some(_) => Ok(response),
        None => Err(Unreadable::new(response, "it is not JSON")),
    }
}
