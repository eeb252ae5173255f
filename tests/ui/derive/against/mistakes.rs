#![allow(dead_code)]

mod missing_extra_and_misspelt {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(spec = "derive/against/spec.yaml", catalog = "OAuthError", rename_all = "snake_case")]
    enum Code {
        #[errspec(code = "slow_dwon")]
        First,
        AccessDenied,
        SomethingElse,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod no_such_catalog {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(spec = "derive/against/spec.yaml", catalog = "OAuthErorr", rename_all = "snake_case")]
    enum Code {
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod no_such_file {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(spec = "derive/against/other.yaml", catalog = "OAuthError", rename_all = "snake_case")]
    enum Code {
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod other_facts {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(spec = "derive/against/spec.yaml", catalog = "OAuthError", rename_all = "snake_case")]
    enum Code {
        #[errspec(code = "slow_down", retry = never, status = 400)]
        First,
        AccessDenied,
        ExpiredToken,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod states {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(spec = "derive/against/spec.yaml", machine = "Job")]
    enum State {
        First,
        #[errspec(pending)]
        Done,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod states_missing {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(spec = "derive/against/spec.yaml", machine = "Job")]
    enum State {
        First,
        Done,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod said_on_both_sides {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode, errspec::Retryable)]
    #[errspec(spec = "derive/against/spec.yaml", catalog = "OAuthError", rename_all = "snake_case", open = false)]
    enum Code {
        #[errspec(title = "Slow down", aliases = ["hurry"], retry = keep_polling(5s))]
        SlowDown,
        #[errspec(retry(class = transient, attempts = 2))]
        AccessDenied,
        ExpiredToken,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(spec = "derive/against/spec.yaml", machine = "Job", observe = "/status")]
    enum State {
        #[errspec(pending, initial)]
        Queued,
        Done,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    #[errspec(spec = "derive/against/spec.yaml", range("5xx", retry = transient))]
    enum Status {
        #[errspec(retry = transient)]
        BadRequest,
        #[errspec(phrase = "Slow down", category = rate_limit)]
        TooManyRequests,
    }

    pub fn used() {
        println!("{} {:?}", Code::SlowDown, errspec::Retryable::retry(&Code::SlowDown));
        println!("{} {}", State::Queued, Status::BadRequest);
    }
}

mod statuses {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    #[errspec(spec = "derive/against/spec.yaml")]
    enum Status {
        #[errspec(retry = transient, category = invalid_request)]
        BadRequest,
        TooManyRequests,
    }

    pub fn used() {
        println!("{}", Status::BadRequest);
    }
}

mod which_spec {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(catalog = "OAuthError")]
    enum Code {
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

fn main() {}
