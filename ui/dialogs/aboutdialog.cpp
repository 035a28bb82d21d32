#include "ui/dialogs/aboutdialog.h"

#include "ui/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

AboutDialog::AboutDialog(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(u"About Identity Console"_s);
    auto* picture = new QLabel(this);
    picture->setPixmap(QIcon(u":/icons/identity-console.svg"_s).pixmap(QSize(64, 64)));
    QLabel* title = plainLabel(u"Identity Console %1"_s.arg(QStringLiteral(CONSOLE_VERSION)), this);
    QFont titleFont = font();
    titleFont.setPixelSize(16);
    titleFont.setWeight(QFont::DemiBold);
    title->setFont(titleFont);
    const QString versions = u"Identity Console %1\nQt %2"_s.arg(
        QStringLiteral(CONSOLE_VERSION), QString::fromLatin1(qVersion()));
    QLabel* text = plainLabel(u"Administration console for the identities of SailPoint Identity "
                              "Security Cloud.\n\nQt %1, LGPL. Icons: Lucide, ISC licence.\n"
                              "Apache License 2.0. Not affiliated with SailPoint."_s.arg(
                                  QString::fromLatin1(qVersion())),
        this);
    text->setWordWrap(true);
    text->setMinimumWidth(360);

    auto* copy = new QPushButton(u"Copy version details"_s, this);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this,
        [versions] { QGuiApplication::clipboard()->setText(versions); });
    auto* close = new QPushButton(u"Close"_s, this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy);
    buttons->addStretch();
    buttons->addWidget(close);
    auto* texts = new QVBoxLayout;
    texts->addWidget(title);
    texts->addWidget(text);
    auto* top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(picture, 0, Qt::AlignTop);
    top->addLayout(texts, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    layout->addLayout(top);
    layout->addLayout(buttons);
}

} // namespace ic
