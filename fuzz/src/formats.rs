use errspec::ApiError;
use errspec::decode::{Format, Json};
use errspec_tests::{formats, s3};

/// Reads the bytes as a body in every format: one byte that chooses the media type, followed by the body.
pub fn formats(data: &[u8]) {
    let [choice, body @ ..] = data else { return };
    let media_type =
        ["application/xml", "application/x-www-form-urlencoded", "text/plain", "text/html"][usize::from(*choice % 4)];
    let headers = [("Content-Type", media_type)];
    let error = ApiError::<s3::Api>::decode(404, &headers, body);
    assert_eq!((error.status(), error.raw()), (404, body));
    let error = ApiError::<formats::Api>::decode(404, &headers, body);
    assert_eq!((error.status(), error.raw()), (404, body));
    let owned = ApiError::<formats::Api>::decode_owned(404, &headers, body.to_vec());
    assert_eq!((owned.body_name(), owned.body(), owned.message()), (error.body_name(), error.body(), error.message()));
    for line in [error.to_string(), format!("{:?}", error.body())] {
        assert!(!line.chars().any(char::is_control), "{line}");
    }
    // A received body can be written, unless the format cannot represent it, and is then read as the same body.
    if error.body_name().is_some()
        && let Ok(made) = ApiError::<formats::Api>::new(404, &error.body())
    {
        assert_eq!(made.body_name(), error.body_name());
        assert_eq!((made.code_text(), made.message()), (error.code_text(), error.message()));
        let again = ApiError::<formats::Api>::new(404, &made.body()).unwrap();
        assert_eq!(again.raw(), made.raw(), "what is written is written again as it is");
    }
    // Any JSON is either written as something that can be read, or rejected.
    if let Some(json) = Json::parse(body) {
        for format in [Format::XML, Format::FORM, Format::TEXT] {
            let _ = format.write(json, &mut String::new());
        }
    }
}
