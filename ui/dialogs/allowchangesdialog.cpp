#include "ui/dialogs/allowchangesdialog.h"

#include "ui/operations/confirmfield.h"
#include "ui/tenantband.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int Width = 640;
}

AllowChangesDialog::AllowChangesDialog(const Tenant& tenant, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(u"allowChanges"_s);
    setWindowTitle(u"Allow changes"_s);
    setMinimumWidth(Width);
    auto* band = new TenantBand(true, this);
    band->setTenant(tenant);
    QLabel* title = plainLabel(u"Allow changes on %1?"_s.arg(tenant.name), this);
    QFont font = title->font();
    font.setPixelSize(16);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    title->setWordWrap(true);
    QLabel* text = plainLabel(u"This is a PRODUCTION tenant. Changes stay allowed until you lock "
                              "again, quit, or make none for 30 minutes. Every change is still "
                              "confirmed on its own."_s,
        this);
    text->setWordWrap(true);
    auto* field = new ConfirmField(u"octagon-alert"_s, Tone::Danger, this);
    field->setTenant(tenant.name);
    field->setHint({});
    field->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* cancel = new QPushButton(u"Cancel"_s, this);
    auto* allow = new QPushButton(u"Allow changes"_s, this);
    allow->setObjectName(u"confirm"_s);
    styleConfirmButton(*allow);
    allow->setAutoDefault(false);
    allow->setEnabled(false);
    cancel->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(allow);
    auto* content = new QVBoxLayout;
    content->setContentsMargins(16, 16, 16, 16);
    content->setSpacing(12);
    content->addWidget(title);
    content->addWidget(text);
    content->addWidget(field);
    content->addStretch();
    content->addLayout(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(band);
    layout->addLayout(content);
    connect(field, &ConfirmField::changed, allow,
        [field, allow] { allow->setEnabled(field->isConfirmed()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(allow, &QPushButton::clicked, this, &QDialog::accept);
    field->focusFirst();
}

} // namespace ic
