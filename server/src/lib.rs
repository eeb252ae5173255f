//! A fault server for a contract, for testing clients in any language.
//!
//! It is created from the model of a spec. It serves every declared status, code, body and header, scripted sequences of responses,
//! jobs that walk through their machine, and network faults: slow, truncated, garbled, closed and reset connections. It speaks HTTP/1.1
//! with keep-alive, uses one thread per connection, and does not panic whatever a client sends.
//!
//! ```
//! use errspec_server::{Answer, Options, Server};
//! use std::io::{Read, Write};
//! use std::net::TcpStream;
//!
//! let spec = b"errspec: 1\nname: shop\nstatuses:\n  429: { summary: Too many requests, retry: throttled }\n";
//! let contract = errspec_spec::check("shop.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
//! let server = Server::start(contract, Options::default())?;
//! server.script(vec![Answer::new().status(429).header("Retry-After", "1"), Answer::new().status(200)])?;
//!
//! let get = || -> std::io::Result<String> {
//!     let mut stream = TcpStream::connect(server.addr())?;
//!     stream.write_all(b"GET /carts/7 HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n")?;
//!     let mut answer = String::new();
//!     stream.read_to_string(&mut answer)?;
//!     Ok(answer)
//! };
//! assert!(get()?.starts_with("HTTP/1.1 429 Too Many Requests\r\n"));
//! assert!(get()?.starts_with("HTTP/1.1 200 OK\r\n"));
//! assert_eq!(server.log().len(), 2);
//! server.stop();
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The same over HTTP, for clients in other languages: `GET /__errspec/` lists what there is and every control path.

mod answer;
mod limits;
mod options;
mod clock;
mod declared;
mod response;
mod sample;
mod script;
mod job;
mod http;
mod route;
mod log;
mod exchange;
mod upstream;
mod connections;
mod serve;
mod server;
mod shared;

pub use answer::{Answer, Body, Declared, Repeat, Then};
pub use clock::Clock;
pub use exchange::{Exchange, JobOf};
pub use job::{JobError, Label, Reading, Walk};
pub use limits::Limits;
pub use log::Entry;
pub use options::Options;
pub use response::Response;
pub use route::{called, matched as path_parameter};
pub use script::{Place, ScriptError, parse as parse_script};
pub use server::Server;
pub use upstream::{Forwarded, Unreachable};
