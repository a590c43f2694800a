//! The line at the head of the window: what is open, which view, and the way to everything else.
//!
//! What does not fit into a narrow window is in the menu at its end, which has everything always.

use egui::{Align, Button, Frame, Layout, Margin, Panel, Popup, Response, Stroke, Ui, Vec2};

use crate::import::shown_name;
use crate::jobs::ImportSource;
use crate::state::{Command, ThemeChoice, View};
use crate::ui::Screen;
use crate::ui::action::Action;
use crate::ui::theme::Face;
use crate::ui::widgets::controls::{
    SMALL, TEXT, accent_button, counted, menu_choice, menu_item, segmented_ui, tooltip,
};
use crate::ui::widgets::icon::{Icon, icon_button, paint_icon_button};

/// Draws it.
pub fn top_bar_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let frame = Frame::new()
        .fill(screen.theme.panel)
        .inner_margin(Margin::symmetric(12, 6));
    Panel::top("top bar").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(34.0);
            bar_ui(ui, screen);
        });
    });
}

fn bar_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let theme = screen.theme;
    let width = ui.available_width();
    if screen.state.session.view == View::Read
        && !screen.state.document.project().articles.is_empty()
    {
        let response = icon_button(ui, theme, Icon::List, Action::ToggleRail.info().name)
            .on_hover_text(tooltip(ui.ctx(), Action::ToggleRail));
        send_on_click(screen, &response, Action::ToggleRail);
    }
    if width >= 440.0 {
        ui.label(theme.text("Slantwise", Face::SansStrong, TEXT, theme.ink));
    }
    if width >= 760.0 {
        let name = project_name(screen);
        let job = theme.text(&name, Face::Sans, TEXT, theme.ink_second);
        let room = (width - 720.0).clamp(40.0, 260.0);
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(egui::Label::new(job).truncate());
        });
    }
    if width >= 560.0 {
        saving_ui(ui, screen);
    }
    ui.add_space(4.0);
    let choices = [
        (View::Read, Action::Read),
        (View::Compare, Action::Compare),
        (View::Report, Action::Report),
    ]
    .map(|(view, action)| (view, view.title(), tooltip(ui.ctx(), action)));
    if let Some(view) = segmented_ui(ui, theme, screen.state.session.view, &choices) {
        screen.send(Command::Show(view));
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        more_ui(ui, screen);
        let some = Action::Export.command(screen).is_some();
        let export = ui
            .add_enabled(
                some,
                accent_button(theme, Action::Export.info().name).min_size(Vec2::new(0.0, 30.0)),
            )
            .on_hover_text(tooltip(ui.ctx(), Action::Export))
            .on_disabled_hover_text("Open an article first: there is nothing to export yet");
        send_on_click(screen, &export, Action::Export);
        if width >= 560.0 {
            open_ui(ui, screen, width >= 900.0);
        }
        if width >= 660.0 {
            ui.add_space(4.0);
            find_ui(ui, screen, (ui.available_width() - 16.0).min(250.0));
        }
    });
}

fn send_on_click(screen: &Screen<'_>, response: &Response, action: Action) {
    if response.clicked()
        && let Some(command) = action.command(screen)
    {
        screen.send(command);
    }
}

fn project_name(screen: &Screen<'_>) -> String {
    let project = screen.state.document.project();
    if project.is_sample {
        "Samples".to_owned()
    } else if project.name.is_empty() {
        match project.articles.len() {
            0 => "No articles".to_owned(),
            count => counted(count, "article", "articles"),
        }
    } else {
        project.name.clone()
    }
}

/// That what is changed is not saved where it is expected to be, and why.
fn saving_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let place = &screen.state.document.place;
    let (words, why) = match (&place.read_only, &place.problem) {
        (Some(why), _) => ("Read only", why),
        (None, Some(why)) => ("Not saved", why),
        (None, None) => return,
    };
    let job = screen
        .theme
        .text(words, Face::SansStrong, SMALL, screen.theme.negative);
    ui.label(job).on_hover_text(why);
}

/// The two halves of `Open…`: the dialog, and the menu of other ways.
fn open_ui(ui: &mut Ui, screen: &Screen<'_>, with_keys: bool) {
    let theme = screen.theme;
    ui.spacing_mut().item_spacing.x = 2.0;
    let (rect, arrow) = ui.allocate_exact_size(Vec2::new(22.0, 30.0), egui::Sense::click());
    arrow.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, "Other ways to open articles")
    });
    ui.painter().rect(
        rect,
        6.0,
        theme.card,
        Stroke::new(1.0, theme.hairline),
        egui::StrokeKind::Inside,
    );
    paint_icon_button(ui, theme, Icon::Down, rect, &arrow);
    let arrow = arrow.on_hover_text("Recent files, the clipboard, the samples");
    Popup::menu(&arrow).show(|ui| {
        ui.set_min_width(240.0);
        menu_item(ui, screen, Action::Open);
        menu_item(ui, screen, Action::Paste);
        menu_item(ui, screen, Action::OpenSamples);
        ui.separator();
        recent_ui(ui, screen);
    });
    let mut button = Button::new(theme.text("Open…", Face::Sans, TEXT, theme.ink))
        .min_size(Vec2::new(0.0, 30.0));
    if with_keys {
        button = button.right_text(theme.text("  Ctrl O", Face::Sans, 11.0, theme.ink_second));
    }
    let open = ui.add(button);
    open.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Open…"));
    let open = open.on_hover_text(tooltip(ui.ctx(), Action::Open));
    send_on_click(screen, &open, Action::Open);
    ui.spacing_mut().item_spacing.x = 8.0;
}

/// Files opened lately, and a way to forget them.
fn recent_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let recent = &screen.state.session.preferences.recent;
    if recent.is_empty() {
        ui.add_enabled(false, Button::new("No recent files"));
        return;
    }
    for path in recent {
        let response = ui
            .add(Button::new(shown_name(path)).truncate())
            .on_hover_text(path.display().to_string());
        if response.clicked() {
            screen.send(Command::Import(vec![ImportSource::File(path.clone())]));
            ui.close();
        }
    }
    ui.separator();
    menu_item(ui, screen, Action::ForgetRecent);
}

/// Looks like a field and opens the search, which has room for what it finds.
fn find_ui(ui: &mut Ui, screen: &Screen<'_>, width: f32) {
    let theme = screen.theme;
    let width = width.max(40.0);
    let count = screen.state.document.project().articles.len();
    let hint = match count {
        0 | 1 => "Find…".to_owned(),
        count => format!("Find in {count} articles…"),
    };
    let icon = egui::Atom::paint(Vec2::splat(14.0), |ui, args| {
        Icon::Search.paint(ui.painter(), args.rect, theme.ink_second);
    });
    let mut button = Button::new((icon, theme.text(&hint, Face::Sans, TEXT, theme.ink_second)))
        .truncate()
        .min_size(Vec2::new(width, 30.0));
    if width > 190.0 {
        button = button.right_text(theme.text("Ctrl F", Face::Sans, 11.0, theme.ink_second));
    }
    let find = ui.add_enabled(count > 0, button);
    find.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, count > 0, &hint));
    let find = find.on_hover_text(tooltip(ui.ctx(), Action::Find));
    send_on_click(screen, &find, Action::Find);
}

/// The menu with everything.
fn more_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let response = icon_button(ui, screen.theme, Icon::More, "All actions");
    let response = response.on_hover_text("Everything else: theme, text size, settings, help");
    let room = (ui.ctx().content_rect().height() - 30.0).max(40.0);
    Popup::menu(&response).show(|ui| {
        egui::ScrollArea::vertical()
            .max_height(room)
            .min_scrolled_height(room)
            .show(ui, |ui| more_menu_ui(ui, screen));
    });
}

fn more_menu_ui(ui: &mut Ui, screen: &Screen<'_>) {
    ui.set_min_width(250.0);
    menu_item(ui, screen, Action::Open);
    ui.menu_button("Open recent", |ui| {
        ui.set_min_width(220.0);
        recent_ui(ui, screen);
    });
    for action in [Action::Paste, Action::OpenSamples, Action::Export] {
        menu_item(ui, screen, action);
    }
    ui.menu_button("Project", |ui| {
        ui.set_min_width(220.0);
        for action in [Action::NewProject, Action::SaveProjectAs, Action::ShowLog] {
            menu_item(ui, screen, action);
        }
    });
    ui.separator();
    for action in [Action::Undo, Action::Redo, Action::Bin, Action::Find] {
        menu_item(ui, screen, action);
    }
    ui.separator();
    article_menu_ui(ui, screen);
    go_menu_ui(ui, screen);
    review_menu_ui(ui, screen);
    look_menu_ui(ui, screen);
    ui.separator();
    menu_item(ui, screen, Action::Settings);
    menu_item(ui, screen, Action::Palette);
    ui.menu_button("Help", |ui| {
        ui.set_min_width(220.0);
        for action in [Action::Shortcuts, Action::Accuracy, Action::About] {
            menu_item(ui, screen, action);
        }
    });
    ui.separator();
    menu_item(ui, screen, Action::CancelJobs);
    menu_item(ui, screen, Action::Quit);
}

fn article_menu_ui(ui: &mut Ui, screen: &Screen<'_>) {
    ui.menu_button("Article", |ui| {
        ui.set_min_width(240.0);
        for action in [
            Action::RenameArticle,
            Action::CorrectArticle,
            Action::EarlierVersions,
            Action::MoveUp,
            Action::MoveDown,
            Action::ToggleColumn,
            Action::AnalyseAgain,
            Action::CloseArticle,
        ] {
            menu_item(ui, screen, action);
        }
    });
}

fn go_menu_ui(ui: &mut Ui, screen: &Screen<'_>) {
    ui.menu_button("Go to", |ui| {
        ui.set_min_width(220.0);
        for action in [
            Action::Read,
            Action::Compare,
            Action::Report,
            Action::NextArticle,
            Action::PreviousArticle,
        ] {
            menu_item(ui, screen, action);
        }
    });
}

fn review_menu_ui(ui: &mut Ui, screen: &Screen<'_>) {
    ui.menu_button("Review", |ui| {
        ui.set_min_width(240.0);
        for action in [
            Action::NextUnreviewed,
            Action::PreviousUnreviewed,
            Action::NextFinding,
            Action::PreviousFinding,
        ] {
            menu_item(ui, screen, action);
        }
        ui.separator();
        for action in [
            Action::Agree,
            Action::Disagree,
            Action::Unsure,
            Action::Note,
            Action::MarkWords,
            Action::AllCodes,
            Action::RemoveMark,
        ] {
            menu_item(ui, screen, action);
        }
    });
}

fn look_menu_ui(ui: &mut Ui, screen: &Screen<'_>) {
    use crate::model::VoiceFilter;
    let session = &screen.state.session;
    let preferences = &session.preferences;
    ui.menu_button("Show", |ui| {
        ui.set_min_width(240.0);
        for (filter, action) in [
            (VoiceFilter::All, Action::AllVoices),
            (VoiceFilter::Outlet, Action::OutletVoice),
            (VoiceFilter::Quoted, Action::QuotedVoice),
        ] {
            menu_choice(ui, screen, action, session.filter == filter);
        }
        ui.separator();
        let settings = &screen.state.document.project().settings;
        for (on, action) in [
            (preferences.shows_set_aside, Action::ShowSetAside),
            (preferences.columns_linked, Action::LinkColumns),
            (settings.codes_first.is_some(), Action::CodeFirst),
        ] {
            let mut ticked = on;
            let info = action.info();
            let response = ui
                .checkbox(&mut ticked, info.name)
                .on_hover_text(info.tooltip);
            send_on_click(screen, &response, action);
        }
        menu_item(ui, screen, Action::ShowAgreement);
        menu_item(ui, screen, Action::ToggleRail);
    });
    ui.menu_button("Colours and text size", |ui| {
        ui.set_min_width(220.0);
        for (theme, action) in [
            (ThemeChoice::System, Action::ThemeSystem),
            (ThemeChoice::Light, Action::ThemeLight),
            (ThemeChoice::Dark, Action::ThemeDark),
        ] {
            menu_choice(ui, screen, action, preferences.theme == theme);
        }
        ui.separator();
        for action in [Action::LargerText, Action::SmallerText, Action::NormalText] {
            menu_item(ui, screen, action);
        }
    });
}
