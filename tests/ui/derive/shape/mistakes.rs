//! Each module has one mistake, and uses all that the derive gives: one error each.
#![allow(dead_code)]

fn code<C: errspec::Code + std::error::Error + std::str::FromStr>(code: C) -> Option<C> {
    println!("{code} {}", C::CATALOG.name);
    errspec::OpenCode::<C>::new("x").known()
}

fn machine<M: errspec::StateMachine>() -> errspec::machine::Watch<M> {
    errspec::machine::Watch::new()
}

mod codes {
    mod carries_something {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
        enum Code {
            First(u8),
            Second,
        }

        pub fn used() {
            const RETRY: errspec::RetryClass = Code::Second.retry();
            println!("{RETRY:?} {:?} {:?}", Code::ALL, Code::from_wire("x"));
            let code = crate::code(Code::First(1));
            println!("{:?}", code.map(|code| (code.as_str(), code.summary(), code.action(), code.category(), code.status())));
            println!("{:?}", code.map(|code| (code.group(), code.effect(), code.basis_of(errspec::Fact::Status), code.extra().is_some())));
        }
    }

    mod carries_what_is_no_copy {
        #[derive(Clone, Debug, PartialEq, errspec::ErrorCode)]
        enum Code {
            First { why: String },
        }

        pub fn used(code: &Code) -> Box<dyn std::error::Error> {
            println!("{code} {} {:?} {:?}", code.as_str(), code.retry(), "x".parse::<Code>());
            Box::new(code.clone())
        }
    }

    mod no_variants {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
        enum Code {}

        pub fn used() {
            println!("{:?} {:?}", Code::ALL, "x".parse::<Code>().map(crate::code));
        }
    }

    mod no_enum {
        #[derive(errspec::ErrorCode)]
        pub(crate) struct Code;

        #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
        pub(crate) struct Wrapper(u8);

        #[derive(Debug, errspec::ErrorCode)]
        struct Named<T>
        where
            T: Copy,
        {
            why: T,
        }

        pub fn used() {
            println!("{} {}", Code, Code.as_str());
            println!("{:?} {:?}", crate::code(Wrapper(1)), Wrapper::ALL);
            println!("{} {:?}", Named { why: 1 }, Named { why: 1 }.status());
        }
    }

    mod parameters {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
        enum Code<'a, T: Into<u8> = u8, const N: usize = 1> {
            First(&'a [T; N]),
        }

        pub fn used(code: Code<'_>) {
            println!("{code} {} {:?} {:?}", code.as_str(), code.retry(), Code::<u8>::ALL);
            crate::code(Code::First(&[1]));
        }
    }
}

mod statuses {
    mod carries_two_values {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
        enum Status {
            NotFound,
            Other(u16, u16),
        }

        pub fn used() {
            const RETRY: errspec::RetryClass = Status::NotFound.retry();
            println!("{RETRY:?} {:?} {:?} {:?}", Status::DECLARED, Status::new(404), Status::try_from(404));
            let status = Status::Other(1, 2);
            println!("{status} {} {:?} {}", status.code(), status.facts().causes, status.phrase());
            println!("{} {:?} {:?}", status.summary(), status.action(), status.category());
            println!("{:?} {:?} {}", status.effect(), status.basis(), u16::from(status));
        }
    }

    mod parameters {
        #[derive(Clone, Debug, errspec::StatusCode)]
        enum Status<T> {
            NotFound,
            Other(T),
        }

        pub fn used() {
            println!("{} {}", Status::<u16>::new(404), Status::<String>::from(404).code());
        }
    }

    mod no_enum {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
        struct Status(u16);

        pub fn used() {
            println!("{} {:?}", Status(404), Status::new(404));
        }
    }
}

mod retryable {
    mod no_variants {
        #[derive(Debug, errspec::Retryable)]
        enum Error {}

        pub fn used(error: &Error) -> bool {
            errspec::Retryable::is_retryable(error)
        }
    }

    mod union {
        #[derive(errspec::Retryable)]
        union Union {
            a: u8,
        }

        pub fn used(union: &Union) -> errspec::RetryClass {
            errspec::Retryable::retry(union)
        }
    }
}

mod states {
    mod carries_something {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
        #[errspec(command(resume, summary = "Goes on"))]
        enum JobState {
            #[errspec(initial, pending, to(Done))]
            Running { percent: u8 },
            #[errspec(resting, outcome = failure, command(retry, to(Running)))]
            Failed,
            #[errspec(final, outcome = success)]
            Done,
        }

        pub fn used() {
            const DONE: bool = JobState::Failed.is_final();
            let state = JobState::Running { percent: 1 };
            println!("{DONE} {state} {:?} {:?} {:?}", JobState::ALL, JobState::from_wire("x"), "x".parse::<JobState>());
            println!("{} {} {:?} {:?}", state.as_str(), state.summary(), state.action(), state.facts());
            println!("{:?} {:?} {:?} {:?}", state.kind(), state.outcome(), state.category(), state.retry());
            println!("{:?} {:?} {}", state.payload(), state.basis(), state.is_active());
            println!("{} {}", state.direct_to(JobState::Done), state.can_become(JobState::Done));
            println!("{}", state.can_become_after(&[JobCommand::Retry, JobCommand::Resume], JobState::Done));
            println!("{}", state.can_reach(errspec::machine::Outcome::Success));
            println!("{:?} {:?}", state.must_have_passed(JobState::Done), state.may_have_passed(JobState::Done));
            println!("{:?} {:?}", state.commands().collect::<Vec<_>>(), JobState::read(b"{}").is_some());
            let command = JobCommand::Retry;
            println!("{command} {command:?} {:?} {} {}", JobCommand::ALL, command.as_str(), command.summary());
            println!("{:?} {}", command.facts(), command.allowed_in(state));
            println!("{} {:?}", command.is_free_in(state), command.requires(state));
            let mut watch = crate::machine::<JobState>();
            watch.observe(state);
            JobState::watch().observe("DONE");
        }
    }

    mod no_enum {
        #[derive(Clone, Debug, errspec::StateMachine)]
        #[errspec(command(retry, summary = "Again"))]
        struct Job {
            name: String,
        }

        pub fn used(job: Job) {
            println!("{job} {} {}", job.as_str(), JobCommand::Retry.allowed_in(job.clone()));
        }
    }

    mod parameters {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
        enum State<T> {
            #[errspec(initial, pending, to(Done))]
            Running(T),
            #[errspec(final, outcome = success)]
            Done,
        }

        pub fn used(state: State<u16>) {
            println!("{state} {}", state.can_become(State::Done));
            crate::machine::<State<u8>>();
        }
    }

    mod no_variants {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
        enum State {}

        pub fn used() {
            println!("{:?}", State::ALL);
            crate::machine::<State>();
        }
    }
}

fn main() {}
