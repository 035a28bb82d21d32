#include "ui/connections/environmentchoice.h"

#include "ui/parts/flowlayout.h"
#include "ui/parts/theme.h"

#include <QPainter>
#include <QRadioButton>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Choice
{
    Environment environment;
    QLatin1StringView name; ///< of the button
};
constexpr std::array All { Choice { Environment::Production, "production"_L1 },
    Choice { Environment::Test, "test"_L1 }, Choice { Environment::Sandbox, "sandbox"_L1 },
    Choice { Environment::Demo, "demo"_L1 } };
constexpr int SwatchSide = 10;
constexpr int EnvironmentChoiceIconSide = 12;

QIcon swatch(const QColor& color)
{
    QIcon icon;
    for (const int ratio : { 1, 2, 3 }) {
        QPixmap pixmap(EnvironmentChoiceIconSide * ratio, EnvironmentChoiceIconSide * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        const qreal at = (EnvironmentChoiceIconSide - SwatchSide) / 2.0;
        painter.drawRoundedRect(QRectF(at, at, SwatchSide, SwatchSide), 2, 2);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return EnvironmentChoice::tr("Production");
    case Environment::Test:
        return EnvironmentChoice::tr("Test");
    case Environment::Sandbox:
        return EnvironmentChoice::tr("Sandbox");
    case Environment::Demo:
        return EnvironmentChoice::tr("Demo");
    }
    Q_UNREACHABLE();
}

EnvironmentChoice::EnvironmentChoice(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new FlowLayout(12, 4);
    layout->setContentsMargins(0, 0, 0, 0);
    setLayout(layout);
    int at = 0;
    for (const Choice& choice : All) {
        const Environment environment = choice.environment;
        auto* button = new QRadioButton(environmentName(environment), this);
        button->setObjectName(choice.name);
        button->setAccessibleName(environmentName(environment));
        button->setAccessibleDescription(tr("Environment"));
        button->setIconSize(QSize(EnvironmentChoiceIconSide, EnvironmentChoiceIconSide));
        button->setIcon(swatch(bandColors(environment).fill));
        layout->insertWidget(at++, button);
        m_buttons.insert(static_cast<int>(environment), button);
        connect(button, &QRadioButton::clicked, this,
            [this, environment] { emit chosen(environment); });
    }
    setEnvironment(Environment::Production);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

Environment EnvironmentChoice::environment() const
{
    for (const Choice& choice : All) {
        if (m_buttons.value(static_cast<int>(choice.environment))->isChecked())
            return choice.environment;
    }
    return Environment::Production;
}

void EnvironmentChoice::setEnvironment(Environment environment)
{
    m_buttons.value(static_cast<int>(environment))->setChecked(true);
}

QWidget* EnvironmentChoice::first() const
{
    return m_buttons.value(static_cast<int>(environment()));
}

} // namespace ic
