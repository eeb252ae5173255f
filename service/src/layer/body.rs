//! Reads the bodies of responses that the layer has to inspect.

use bytes::Buf;
use http_body::Body;
use std::future::poll_fn;
use std::pin::pin;

/// Longer bodies are not error bodies.
const LIMIT: usize = 64 * 1024;

/// The bytes of a body. `None` if the body is too long for an error, or if it cannot be read.
pub(super) async fn read(body: impl Body) -> Option<Vec<u8>> {
    let mut body = pin!(body);
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        let Ok(mut data) = frame.ok()?.into_data() else { continue };
        while data.has_remaining() {
            let chunk = data.chunk();
            if bytes.len() + chunk.len() > LIMIT {
                return None;
            }
            bytes.extend_from_slice(chunk);
            let read = chunk.len();
            data.advance(read);
        }
    }
    Some(bytes)
}
