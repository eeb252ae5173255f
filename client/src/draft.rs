use crate::path::{fill, join, pairs, unfilled};
use bytes::Bytes;
use errspec::retry::{Operation, Safety};
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request};
use std::time::Duration;

/// A request that is being built. The first error is kept and reported when the request is sent.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) operation: &'static Operation,
    pub(crate) authorized: bool,
    pub(crate) deadline: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) attempts: Option<u32>,
    pub(crate) safety: Option<Safety>,
    target: Target,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
    mistake: Option<String>,
}

/// The target of the request.
#[derive(Clone)]
enum Target {
    /// The operation, below the API's base URL.
    Path(String),
    /// A request that the caller built.
    Request(Box<Request<Bytes>>),
}

impl Draft {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            authorized: true,
            deadline: None,
            attempt_timeout: None,
            attempts: None,
            safety: None,
            target: Target::Path(operation.path.to_owned()),
            query: Vec::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            mistake: None,
        }
    }

    pub(crate) fn mistake(&mut self, what: String) {
        self.mistake.get_or_insert(what);
    }

    pub(crate) fn path(&mut self, path: String) {
        self.target = Target::Path(path);
    }

    pub(crate) fn param(&mut self, name: &str, value: &str) {
        let filled = match &self.target {
            Target::Path(path) => fill(path, name, value),
            Target::Request(_) => None,
        };
        match filled {
            Some(path) => self.path(path),
            None => self.mistake(format!("the path of `{}` has no `{{{name}}}`", self.operation.name)),
        }
    }

    pub(crate) fn query(&mut self, name: &str, value: &str) {
        self.query.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn header(&mut self, name: &str, value: &str) {
        match header(name, value) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(mistake) => self.mistake(mistake),
        }
    }

    pub(crate) fn body(&mut self, media_type: &'static str, body: Bytes) {
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        self.body = body;
    }

    pub(crate) fn form<'f>(&mut self, fields: impl IntoIterator<Item = (&'f str, &'f str)>) {
        self.body("application/x-www-form-urlencoded", pairs(fields).into());
    }

    pub(crate) fn request(&mut self, request: Request<Bytes>) {
        self.target = Target::Request(Box::new(request));
    }

    /// The request, without what each attempt adds.
    pub(crate) fn build(&self, base: &str) -> Result<Request<Bytes>, String> {
        if let Some(mistake) = &self.mistake {
            return Err(mistake.clone());
        }
        let mut request = match &self.target {
            Target::Request(request) => (**request).clone(),
            Target::Path(path) => self.of_operation(base, path)?,
        };
        request.headers_mut().extend(self.headers.clone());
        Ok(request)
    }

    fn of_operation(&self, base: &str, path: &str) -> Result<Request<Bytes>, String> {
        if let Some(name) = unfilled(path) {
            return Err(format!("the path `{path}` needs a value for `{name}`: call `.param({name:?}, …)`"));
        }
        let query = pairs(self.query.iter().map(|(name, value)| (&**name, &**value)));
        let url = join(base, path, &query);
        let method = Method::from_bytes(self.operation.method.as_bytes());
        let method = method.map_err(|_| format!("`{}` is not a method", self.operation.method))?;
        let request = Request::builder().method(method).uri(&url).body(self.body.clone());
        request.map_err(|error| format!("`{url}` is not an address: {error}"))
    }
}

/// A header, or what is wrong with it. The error does not contain the value, because it may be a secret.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("{name:?} is not the name of a header"))?;
    let value =
        HeaderValue::from_str(value).map_err(|_| format!("the value of the header `{name}` has a forbidden character"))?;
    Ok((key, value))
}
