//! Every code of every API, served over TCP, arrives as its typed value with its class, and is sent as often as the class says.
use crate::e2e_support::{READ, WRITE, any, caller, serve};
use errspec::retry::{Outcome, Reason};
use errspec::{Api, CodeRef, Effect};
use errspec_server::Answer;
use generated_client::{autoretouch, images, jobs, media_tasks, vision};

/// How many codes were served.
fn codes_arrive<A: Api>() -> usize {
    let server = serve::<A>();
    let (caller, _) = caller::<A>(&server);
    let mut served = 0;
    for catalog in A::contract().catalogs {
        for row in 0..catalog.len() as u16 {
            for (operation, repeatable) in [(&READ, true), (&WRITE, false)] {
                let code = CodeRef { catalog, row };
                let before = server.log().len();
                server.script(vec![Answer::new().code_of(catalog.name, code.wire()).forever()]).unwrap();
                let failure = any(&caller, operation, "/probe").send().unwrap_err();
                server.clear_script();
                let error = failure.error().unwrap();
                let is_type = error.code_ref() != Some(code);
                assert!(!is_type || error.type_ref() == Some(code), "{failure}");
                assert!(!failure.raw().is_empty());

                let outcome = Outcome::error(error);
                let decision = A::contract().policy.classify(&outcome, None);
                let give_up = failure.give_up.as_ref().unwrap();
                assert_eq!(failure.class(), Some(decision.class()), "{failure}");
                let sent = server.log().len() - before;
                assert_eq!(give_up.attempts as usize, sent, "{failure}");
                let (attempts, reason) = match decision.class() {
                    class if !class.is_automatic() => (1, Reason::NotRetryable(class)),
                    _ if repeatable || decision.effect == Effect::None => {
                        (A::contract().policy.max_attempts() as usize, Reason::AttemptsExhausted)
                    }
                    _ => (1, Reason::UnsafeOperation),
                };
                assert_eq!((sent, give_up.reason), (attempts, reason), "{failure}");
                served += 1;
            }
        }
    }
    served / 2
}

#[test]
fn every_code_arrives_with_its_class() {
    assert_eq!(codes_arrive::<autoretouch::Api>(), autoretouch::OAuthError::ALL.len());
    assert_eq!(codes_arrive::<media_tasks::Api>(), 6 + 7);
    assert_eq!(codes_arrive::<jobs::Api>(), 22);
    assert_eq!(codes_arrive::<vision::Api>(), 12);
    assert_eq!(codes_arrive::<images::Api>(), 2);
}

#[test]
fn every_declared_status_arrives_with_its_class() {
    fn statuses<A: Api>() {
        let server = serve::<A>();
        let (caller, _) = caller::<A>(&server);
        for row in A::contract().statuses().rows {
            server.script(vec![Answer::new().status(row.status).forever()]).unwrap();
            let called = any(&caller, &READ, "/probe").send();
            server.clear_script();
            match called {
                Ok(status) => assert_eq!((status, A::contract().is_success(status)), (row.status, true)),
                Err(failure) => {
                    assert_eq!(failure.error().unwrap().status(), row.status);
                    assert_eq!(failure.class(), Some(failure.error().unwrap().retry()));
                    assert!(!A::contract().is_success(row.status));
                }
            }
        }
    }
    statuses::<autoretouch::Api>();
    statuses::<media_tasks::Api>();
    statuses::<jobs::Api>();
    statuses::<vision::Api>();
    statuses::<images::Api>();
}
