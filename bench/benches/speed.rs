//! `cargo bench` in `bench/`: the same as the program.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Without `--bench` this is a test run: one round, which checks that the candidates agree.
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let arguments: Vec<String> =
        if measuring { std::env::args().skip(1).collect() } else { vec!["--rounds".into(), "1".into()] };
    match bench::run(arguments.into_iter()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("bench: {why}");
            ExitCode::FAILURE
        }
    }
}
