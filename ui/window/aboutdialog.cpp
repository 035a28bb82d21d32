#include "ui/window/aboutdialog.h"

#include "ui/parts/text.h"

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
    : DialogFrame(
        u"aboutDialog"_s, tr("About Identity Console"), parent, DialogFrame::Shape::Question)
{
    const QString version = QStringLiteral(CONSOLE_VERSION);
    const QString qt = QString::fromLatin1(qVersion());
    auto* picture = new QLabel(this);
    picture->setPixmap(QIcon(u":/icons/identity-console.svg"_s).pixmap(QSize(64, 64)));
    QLabel* text = plainLabel(
        tr("Administration console for the identities of SailPoint Identity Security Cloud.\n\n"
           "Qt %1, LGPL. Icons: Lucide, ISC licence.\n"
           "Apache License 2.0. Not affiliated with SailPoint.")
            .arg(qt),
        this);
    text->setWordWrap(true);
    text->setMinimumWidth(360);
    auto* texts = new QVBoxLayout;
    texts->addWidget(titleLabel(u"Identity Console %1"_s.arg(version), this));
    texts->addWidget(text);
    auto* top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(picture, 0, Qt::AlignTop);
    top->addLayout(texts, 1);
    body().addLayout(top);
    connect(addTool(u"copyVersions"_s, {}, tr("Copy version details")), &QPushButton::clicked, this,
        [version, qt] {
            QGuiApplication::clipboard()->setText(u"Identity Console %1\nQt %2"_s.arg(version, qt));
        });
    addClose()->setDefault(true);
}

} // namespace ic
