//! Why no window could be opened: each cause in a sentence of its own, told from what the window
//! system said. The sentences of winit, glutin and the libraries that open X11 are in the tests.

/// What kept the window from opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// Nothing answers at the display that was named.
    DeadDisplay,
    /// One of these libraries is not there, and the packages that have them.
    Library(&'static str, &'static str),
    /// No driver draws what the window needs.
    Driver,
    /// Something else, in the words of whoever said it.
    Other(String),
}

/// The display that a window would be opened on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Display {
    /// A Wayland compositor.
    Wayland(String),
    /// An X server.
    X(String),
    /// None is named. Elsewhere than on Linux none has to be.
    Unnamed,
}

impl Display {
    /// The one that the environment names, as winit understands it; an empty name is none.
    pub fn named(variable: impl Fn(&str) -> Option<String>) -> Self {
        let named = |name: &str| variable(name).filter(|value| !value.is_empty());
        if let Some(name) = named("WAYLAND_DISPLAY").or_else(|| named("WAYLAND_SOCKET")) {
            return Self::Wayland(name);
        }
        named("DISPLAY").map_or(Self::Unnamed, Self::X)
    }
}

/// Tells the cause from what was said.
pub(super) fn cause(said: &str) -> Cause {
    /// Parts of what is said, and what they mean.
    const KNOWN: [(&str, Cause); 11] = [
        (
            "Failed to load one of xlib's shared libraries",
            Cause::Library(
                "libX11, libX11-xcb, libXcursor or libXi",
                "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2",
            ),
        ),
        (
            "libxkbcommon",
            Cause::Library(
                "libxkbcommon or libxkbcommon-x11",
                "libxkbcommon0 libxkbcommon-x11-0",
            ),
        ),
        (
            "wayland library could not be loaded",
            Cause::Library("libwayland-client", "libwayland-client0"),
        ),
        // glutin opens libEGL, then libGL; that neither was there is told like this.
        (
            "Found no glutin configs matching the template.*Error: not found",
            Cause::Library("libEGL or libGL", "libegl1 libgl1"),
        ),
        ("Failed to open connection to X server", Cause::DeadDisplay),
        ("Could not find wayland compositor", Cause::DeadDisplay),
        ("Failed to convert Xlib connection", Cause::DeadDisplay),
        ("Connection refused", Cause::DeadDisplay),
        ("Found no glutin configs", Cause::Driver),
        ("glutin error", Cause::Driver),
        ("OpenGL", Cause::Driver),
    ];
    let holds = |part: &str| match part.split_once(".*") {
        Some((start, end)) => said.contains(start) && said.trim_end().ends_with(end),
        None => said.contains(part),
    };
    let known = KNOWN.into_iter().find(|(part, _)| holds(part));
    known.map_or_else(|| Cause::Other(without_place(said)), |(_, cause)| cause)
}

/// What was said without the line of source code that said it.
fn without_place(said: &str) -> String {
    let said = said.rsplit_once(".rs:").map_or(said, |(_, rest)| {
        rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ':')
    });
    let line: Vec<&str> = said.split_whitespace().collect();
    line.join(" ").trim_end_matches('.').to_owned()
}

/// The sentence for a person: what is missing, what to do.
pub(super) fn sentence(cause: &Cause, display: &Display) -> String {
    let what = match (cause, display) {
        (Cause::DeadDisplay, Display::X(name)) => format!(
            "the display {name} that DISPLAY names cannot be reached: nothing answers there, or it lets nobody in. Start Slantwise in a desktop session, or set DISPLAY to a display that is running."
        ),
        (Cause::DeadDisplay, Display::Wayland(name)) => format!(
            "nothing answers at {name}, which WAYLAND_DISPLAY names. Start Slantwise in a desktop session, or set it to a compositor that is running; without it, DISPLAY is used."
        ),
        (Cause::DeadDisplay, Display::Unnamed) => {
            "the display does not answer. Start Slantwise in a desktop session.".to_owned()
        }
        (Cause::Library(names, packages), _) => format!(
            "a library that windows need is missing: {names}.{}",
            install(packages)
        ),
        (Cause::Driver, _) => format!(
            "no graphics driver can draw it with OpenGL.{} It also draws where there is no graphics card.",
            install("libgl1-mesa-dri")
        ),
        (Cause::Other(said), _) => format!("the window system said “{said}”."),
    };
    format!("No window could be opened: {what} {WITHOUT}")
}

/// The sentence for a computer that names no display at all.
pub(super) fn no_display() -> String {
    format!(
        "No window could be opened: there is no display. Start Slantwise in a desktop session, or set DISPLAY or WAYLAND_DISPLAY. {WITHOUT}"
    )
}

/// What works all the same.
const WITHOUT: &str = "The commands “slantwise analyze FILE” and “slantwise compare FILE FILE” work without a window.";

fn install(packages: &str) -> String {
    if cfg!(target_os = "linux") {
        format!(" On Debian or Ubuntu install {packages}.")
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINIT: &str = "winit EventLoopError: os error at /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/winit-0.30.13/src/platform_impl/linux/mod.rs:788: ";
    const CONFIGS: &str = "Found no glutin configs matching the template: ConfigTemplate { alpha_size: 8, native_window: None }. Error: ";

    #[test]
    fn each_cause_has_a_sentence_of_its_own() {
        let x = Display::X(":77".to_owned());
        let wayland = Display::Wayland("wayland-9".to_owned());
        let cases = [
            (
                "Failed to open connection to X server",
                WINIT,
                &x,
                "the display :77 that DISPLAY names",
            ),
            (
                "Could not find wayland compositor",
                WINIT,
                &wayland,
                "at wayland-9, which WAYLAND_DISPLAY",
            ),
            (
                "Failed to load one of xlib's shared libraries",
                WINIT,
                &x,
                "libX11-xcb",
            ),
            (
                "The wayland library could not be loaded",
                WINIT,
                &wayland,
                "libwayland-client",
            ),
            (
                "Library libxkbcommon-x11.so could not be loaded.",
                "",
                &x,
                "libxkbcommon-x11",
            ),
            ("not found", CONFIGS, &x, "libEGL or libGL"),
            (
                "argument does not name a valid config",
                CONFIGS,
                &x,
                "graphics driver",
            ),
            (
                "[3001] initialization failed",
                CONFIGS,
                &x,
                "graphics driver",
            ),
            (
                "glutin error: [a7] GLXBadFBConfig",
                "",
                &x,
                "graphics driver",
            ),
            ("egui_glow: OpenGL: no context", "", &x, "graphics driver"),
            (
                "the cable is torn",
                WINIT,
                &x,
                "the window system said “the cable is torn”",
            ),
        ];
        for (said, before, display, part) in cases {
            let cause = cause(&format!("{before}{said}"));
            let sentence = sentence(&cause, display);
            assert!(sentence.contains(part), "{said}: {sentence}");
            assert!(!sentence.contains(".rs:") && !sentence.contains("ConfigTemplate"));
            assert!(sentence.ends_with("without a window."), "{sentence}");
            let is_library = matches!(cause, Cause::Library(..));
            assert_eq!(sentence.contains("library"), is_library, "{sentence}");
            let is_driver = cause == Cause::Driver;
            assert_eq!(sentence.contains("driver"), is_driver, "{sentence}");
        }
        assert!(no_display().contains("there is no display"));
    }

    #[test]
    fn the_display_is_the_one_that_would_be_tried() {
        let of = |set: &'static [(&str, &str)]| {
            Display::named(move |name| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(of(&[]), Display::Unnamed);
        assert_eq!(of(&[("DISPLAY", "")]), Display::Unnamed);
        assert_eq!(of(&[("DISPLAY", ":0")]), Display::X(":0".to_owned()));
        assert_eq!(
            of(&[("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "w")]),
            Display::Wayland("w".to_owned())
        );
    }
}
