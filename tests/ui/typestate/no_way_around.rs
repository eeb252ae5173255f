use errspec_tests_ui::typestate::print_job_typestate::{Done, PrintJob, follow};

impl follow::FollowsQueued for Done {}

fn main() {
    let _ = PrintJob(Done { pages: 1 });
}
