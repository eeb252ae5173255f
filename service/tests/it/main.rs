//! Responses as their clients read them: the same contract decodes what the service sends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod axum_layer;
mod contracts;
mod delays;
mod filled;
mod openapi;
mod properties;
mod refused;
mod support;
mod tcp;
mod tower_layer;
