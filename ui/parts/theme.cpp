#include "ui/parts/theme.h"

#include "ui/parts/consolestyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPushButton>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

ThemeColors makeLight()
{
    return {
        .tickedRow = QColor(0xEEF4FD),
        .currentRow = QColor(0xD6E4FA),
        .currentRowText = QColor(0x10213F),
        .separator = QColor(0xC9CED8),
        .controlBorder = QColor(0x7E8797),
        .secondaryText = QColor(0x566073),
        .accent = QColor(0x1F5FBF),
        .errorText = QColor(0x9C1C1C),
        .successText = QColor(0x0F5B33),
        .warningText = QColor(0x7A4A00),
        .filterInvalid = { QColor(0x1B2230), QColor(0xFBE0DE) },
        .filterValid = { QColor(0x1B2230), QColor(0xE3F4E8) },
        .filterBusy = { QColor(0x1B2230), QColor(0xFBF3DC) },
        .skeleton = QColor(0xE3E6EB),
        .barTrack = QColor(0xE3E7EE),
    };
}

ThemeColors makeDark()
{
    return {
        .tickedRow = QColor(0x1E2A3F),
        .currentRow = QColor(0x24426F),
        .currentRowText = QColor(0xFFFFFF),
        .separator = QColor(0x3A414D),
        .controlBorder = QColor(0x6F7989),
        .secondaryText = QColor(0xB4BDCB),
        .accent = QColor(0x7FB2FF),
        .errorText = QColor(0xFFB0A8),
        .successText = QColor(0x8FE0B0),
        .warningText = QColor(0xF5CB7A),
        .filterInvalid = { QColor(0xE6E9EF), QColor(0x3F1B1A) },
        .filterValid = { QColor(0xE6E9EF), QColor(0x16301F) },
        .filterBusy = { QColor(0xE6E9EF), QColor(0x3A2E10) },
        .skeleton = QColor(0x2C323C),
        .barTrack = QColor(0x11141A),
    };
}

struct Base
{
    QRgb window, base, alternate, text, secondary, disabled, mid, dark, highlight, link, button;
};

QPalette makePalette(const Base& c)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) {
        palette.setColor(QPalette::All, role, QColor(color));
    };
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.text);
    set(QPalette::Base, c.base);
    set(QPalette::AlternateBase, c.alternate);
    set(QPalette::Text, c.text);
    set(QPalette::PlaceholderText, c.secondary);
    set(QPalette::Button, c.button);
    set(QPalette::ButtonText, c.text);
    set(QPalette::Mid, c.mid);
    set(QPalette::Dark, c.dark);
    set(QPalette::Light, c.base);
    set(QPalette::Shadow, c.dark);
    set(QPalette::Highlight, c.highlight);
    set(QPalette::HighlightedText, 0xFFFFFF);
    set(QPalette::Link, c.link);
    set(QPalette::ToolTipBase, c.base);
    set(QPalette::ToolTipText, c.text);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, QColor(c.disabled));
    const ThemeColors& colors = themeColors(palette);
    palette.setColor(QPalette::All, toneRole(Tone::Ok), colors.successText);
    palette.setColor(QPalette::All, toneRole(Tone::Warning), colors.warningText);
    palette.setColor(QPalette::All, toneRole(Tone::Danger), colors.errorText);
    return palette;
}

void fillButton(QPushButton& button, ButtonFill fill)
{
    button.setProperty(FillProperty, static_cast<int>(fill));
    button.update();
}

} // namespace

QString themeWord(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::System:
        return u"system"_s;
    case ThemeMode::Light:
        return u"light"_s;
    case ThemeMode::Dark:
        return u"dark"_s;
    }
    Q_UNREACHABLE();
}

ThemeMode themeFromWord(const QString& word)
{
    if (word == u"light"_s)
        return ThemeMode::Light;
    return word == u"dark"_s ? ThemeMode::Dark : ThemeMode::System;
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

const ThemeColors& themeColors(const QPalette& palette)
{
    static const ThemeColors light = makeLight();
    static const ThemeColors dark = makeDark();
    return isDark(palette) ? dark : light;
}

QPalette::ColorRole toneRole(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return QPalette::WindowText;
    case Tone::Ok:
        return QPalette::Midlight;
    case Tone::Info:
        return QPalette::Link;
    case Tone::Neutral:
        return QPalette::PlaceholderText;
    case Tone::Warning:
        return QPalette::LinkVisited;
    case Tone::Danger:
        return QPalette::BrightText;
    }
    Q_UNREACHABLE();
}

QColor toneText(Tone tone, const QPalette& palette)
{
    return palette.color(QPalette::Active, toneRole(tone));
}

ColorPair toneColors(Tone tone, const QPalette& palette)
{
    const bool dark = isDark(palette);
    const auto pick = [dark](QRgb lightText, QRgb lightFill, QRgb darkText, QRgb darkFill) {
        return ColorPair { QColor(dark ? darkText : lightText),
            QColor(dark ? darkFill : lightFill) };
    };
    switch (tone) {
    case Tone::Plain:
        return { palette.color(QPalette::Text), QColor(Qt::transparent) };
    case Tone::Ok:
        return pick(0x0F5B33, 0xDDF3E5, 0x8FE0B0, 0x173826);
    case Tone::Info:
        return pick(0x1A4C9C, 0xDFEAFB, 0xA3C8FF, 0x1B3357);
    case Tone::Neutral:
        return pick(0x434C5C, 0xE6E9EE, 0xC2CAD6, 0x333A45);
    case Tone::Warning:
        return pick(0x7A4A00, 0xFBEBC8, 0xF5CB7A, 0x43310E);
    case Tone::Danger:
        return pick(0x9C1C1C, 0xFBE0DE, 0xFFB0A8, 0x4A1E1C);
    }
    Q_UNREACHABLE();
}

QColor mixed(const QColor& a, const QColor& b, qreal share)
{
    return QColor::fromRgbF(static_cast<float>(a.redF() * (1 - share) + b.redF() * share),
        static_cast<float>(a.greenF() * (1 - share) + b.greenF() * share),
        static_cast<float>(a.blueF() * (1 - share) + b.blueF() * share));
}

QColor barColor(Tone tone, const QPalette& palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Ok:
        return dark ? QColor(0x4FB37F) : QColor(0x2E8757);
    case Tone::Info:
        return dark ? QColor(0x7FB2FF) : QColor(0x1F5FBF);
    case Tone::Warning:
        return dark ? QColor(0xD9A441) : QColor(0xB07415);
    case Tone::Danger:
        return dark ? QColor(0xE5726A) : QColor(0xB3261E);
    case Tone::Plain:
    case Tone::Neutral:
        return dark ? QColor(0x8E98A8) : QColor(0x7E8797);
    }
    Q_UNREACHABLE();
}

QColor rowFill(Tone tone, const QPalette& palette)
{
    // Exactly what a pixel of it is.
    return mixed(palette.color(QPalette::Base), toneColors(tone, palette).fill, 0.6).rgb();
}

ColorPair bandColors(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return { QColor(0xFFFFFF), QColor(0xB3261E) };
    case Environment::Test:
        return { QColor(0x1B2230), QColor(0xF2B93B) };
    case Environment::Sandbox:
        return { QColor(0xFFFFFF), QColor(0x1B6E4B) };
    case Environment::Demo:
        return { QColor(0xFFFFFF), QColor(0x5A4A8A) };
    }
    Q_UNREACHABLE();
}

QString bandIcon(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return u"octagon-alert"_s;
    case Environment::Test:
        return u"flask-conical"_s;
    case Environment::Sandbox:
        return u"shield-check"_s;
    case Environment::Demo:
        return u"monitor-play"_s;
    }
    Q_UNREACHABLE();
}

QPalette lightPalette()
{
    return makePalette({ .window = 0xEFF1F4,
        .base = 0xFFFFFF,
        .alternate = 0xF6F7F9,
        .text = 0x1B2230,
        .secondary = 0x566073,
        .disabled = 0x626B7B,
        .mid = 0xC9CED8,
        .dark = 0x7E8797,
        .highlight = 0x1F5FBF,
        .link = 0x1F5FBF,
        .button = 0xF6F7F9 });
}

QPalette darkPalette()
{
    return makePalette({ .window = 0x22262E,
        .base = 0x1A1D24,
        .alternate = 0x1F232B,
        .text = 0xE6E9EF,
        .secondary = 0xB4BDCB,
        .disabled = 0x8E98A8,
        .mid = 0x3A414D,
        .dark = 0x6F7989,
        .highlight = 0x2F6FD0,
        .link = 0x7FB2FF,
        .button = 0x2B303A });
}

void styleConfirmButton(QPushButton& button)
{
    fillButton(button, ButtonFill::Confirm);
}

void styleDestructiveButton(QPushButton& button)
{
    fillButton(button, ButtonFill::Destructive);
}

void applyTheme(QApplication& application, ThemeMode mode)
{
    static const bool systemIsDark = isDark(application.palette());
    const bool dark = mode == ThemeMode::Dark || (mode == ThemeMode::System && systemIsDark);
    if (qobject_cast<ConsoleStyle*>(application.style()) == nullptr) {
        application.setStyle(new ConsoleStyle);
        // A bare system falls back to wide fonts; a proper interface face is nearly always there.
        const QStringList families = QFontDatabase::families();
        const QString present = application.font().family();
        if (present.isEmpty() || present.startsWith(u"DejaVu"_s) || present == u"Sans Serif"_s) {
            for (const QString& wanted : { u"Inter"_s, u"Noto Sans"_s }) {
                if (families.contains(wanted)) {
                    QFont font(wanted);
                    font.setPixelSize(13);
                    application.setFont(font);
                    break;
                }
            }
        }
    }
    const QPalette palette = dark ? darkPalette() : lightPalette();
    application.setPalette(palette);
}

} // namespace ic
