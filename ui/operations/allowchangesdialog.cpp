#include "ui/operations/allowchangesdialog.h"

#include "ui/operations/confirmfield.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int AllowChangesDialogWidth = 640;
}

AllowChangesDialog::AllowChangesDialog(const Tenant& tenant, QWidget* parent)
    : DialogFrame(u"allowChanges"_s, tr("Allow changes"), parent, Shape::Question)
{
    setLeastWidth(AllowChangesDialogWidth);
    showTenant(tenant);
    setLead(tr("Allow changes on %1?").arg(tenant.name));
    addText(tr("This is a PRODUCTION tenant. Changes stay allowed until you lock again, quit, or "
               "make none for 30 minutes. Every change is still confirmed on its own."));
    auto* field = new ConfirmField(u"octagon-alert"_s, Tone::Danger, this);
    field->setTenant(tenant.name);
    field->setHint({});
    field->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    body().addWidget(field);
    body().addStretch();
    addCancel();
    QPushButton* allow = addConfirm(u"confirm"_s, tr("Allow changes"));
    setWeight(Weight::Heavy);
    allow->setEnabled(false);
    connect(field, &ConfirmField::changed, allow,
        [field, allow] { allow->setEnabled(field->isConfirmed()); });
    connect(
        field, &ConfirmField::finished, allow, [allow] { allow->setFocus(Qt::TabFocusReason); });
    field->focusFirst();
}

} // namespace ic
