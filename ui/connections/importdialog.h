#pragma once

#include "profile/profileimport.h"
#include "ui/parts/dialogframe.h"

class QCheckBox;
class QPushButton;

namespace ic {

/// Shows what other tools keep on this computer before anything of it is taken over. Secrets are
/// taken along and never shown.
class ImportDialog final : public DialogFrame
{
    Q_OBJECT

public:
    /// `existing`: to mark what is here already.
    ImportDialog(const QList<ImportOffer>& offers, const QList<Profile>& existing,
        QWidget* parent = nullptr);

    void accept() override;
    void done(int result) override;

signals:
    void imported(const QList<ic::ImportOffer>& offers);

private:
    QWidget* makeList(const QList<Profile>& existing);
    QWidget* makeOffer(const ImportOffer& offer, const QString& sameAs);
    void count();

    QList<ImportOffer> m_offers;
    QList<QCheckBox*> m_ticks; ///< one for each offer
    QPushButton* m_import;
};

} // namespace ic
