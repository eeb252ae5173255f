//! Servers of the five specs, and a client of a few lines.

use errspec_server::{Options, Server};
use errspec_spec::model::Contract;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

pub(crate) const APIS: [&str; 5] = ["autoretouch", "media_tasks", "jobs", "vision", "images"];

/// No test waits for this; it only ends one that hangs.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) fn contract(api: &str) -> Contract {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../spec/apis/{api}.yaml"));
    read(&std::fs::read_to_string(path).unwrap())
}

pub(crate) fn read(spec: &str) -> Contract {
    let checked = errspec_spec::check("spec.yaml", spec.as_bytes(), &mut errspec_spec::NoFiles);
    checked.contract.unwrap_or_else(|| panic!("{:?}", checked.findings))
}

pub(crate) fn serve(api: &str) -> Server {
    Server::start(contract(api), Options::default()).unwrap()
}

/// An answer as it arrived.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) phrase: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// A connection that may be used for several requests.
pub(crate) struct Client(BufReader<TcpStream>);

impl Client {
    pub(crate) fn new(addr: SocketAddr) -> Self {
        let stream = TcpStream::connect(addr).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Self(BufReader::new(stream))
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.0.get_mut().write_all(bytes).unwrap();
    }

    /// Sends what the server may not wait to read.
    pub(crate) fn try_send(&mut self, bytes: &[u8]) {
        let _ = self.0.get_mut().write_all(bytes);
    }

    /// Reads what is there, and so much at most.
    pub(crate) fn take(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(into)
    }

    /// Says that nothing more will be sent.
    pub(crate) fn finish(&mut self) {
        let _ = self.0.get_mut().shutdown(Shutdown::Write);
    }

    pub(crate) fn request(&mut self, method: &str, path: &str, body: &str) -> Answer {
        self.send(
            format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}", body.len()).as_bytes(),
        );
        self.answer(method == "HEAD").unwrap()
    }

    /// The next answer; an error where there is none, or none that is whole.
    pub(crate) fn answer(&mut self, head_only: bool) -> std::io::Result<Answer> {
        let wrong = || std::io::Error::other("no HTTP");
        let line = self.line()?;
        let mut parts = line.strip_prefix("HTTP/1.1 ").ok_or_else(wrong)?.splitn(2, ' ');
        let status = parts.next().and_then(|status| status.parse().ok()).ok_or_else(wrong)?;
        let phrase = parts.next().unwrap_or("").to_owned();
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            match line.split_once(": ") {
                Some((name, value)) => headers.push((name.to_owned(), value.to_owned())),
                None => break,
            }
        }
        let mut answer = Answer { status, phrase, headers, body: Vec::new() };
        let length = answer.header("Content-Length").and_then(|length| length.parse().ok()).filter(|_| !head_only);
        answer.body = vec![0; length.unwrap_or(0)];
        self.0.read_exact(&mut answer.body)?;
        Ok(answer)
    }

    /// All that comes until the server closes the connection.
    pub(crate) fn rest(&mut self) -> std::io::Result<Vec<u8>> {
        let mut rest = Vec::new();
        self.0.read_to_end(&mut rest).map(|_| rest)
    }

    /// Whether the server has closed the connection, without waiting for it.
    pub(crate) fn is_closed(&mut self) -> bool {
        self.0.get_ref().set_nonblocking(true).unwrap();
        let closed = match self.0.fill_buf() {
            Ok(rest) => rest.is_empty(),
            Err(error) => error.kind() != std::io::ErrorKind::WouldBlock,
        };
        self.0.get_ref().set_nonblocking(false).unwrap();
        closed
    }

    fn line(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        line.strip_suffix("\r\n").map(str::to_owned).ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
    }
}

pub(crate) fn get(server: &Server, path: &str) -> Answer {
    Client::new(server.addr()).request("GET", path, "")
}

pub(crate) fn post(server: &Server, path: &str, body: &str) -> Answer {
    Client::new(server.addr()).request("POST", path, body)
}

/// What a client that reads to the end gets for a GET, or why it gets nothing.
pub(crate) fn raw(server: &Server, path: &str) -> std::io::Result<Vec<u8>> {
    let mut client = Client::new(server.addr());
    client.send(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes());
    client.rest()
}
