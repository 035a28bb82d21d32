#pragma once

#include "files/exportpreset.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace ic {

/// Choices for an export under a name, to be used again.
class ExportPresetBox final : public QWidget
{
    Q_OBJECT

public:
    /// `saved`: the texts of presets; what is none is left out.
    explicit ExportPresetBox(const QStringList& saved, QWidget* parent = nullptr);

    /// Adds the preset, or replaces the one of its name.
    void save(const ExportPreset& preset);
    /// The texts of all presets.
    QStringList saved() const;

signals:
    void chosen(const ic::ExportPreset& preset);
    /// The person gave what is chosen now a name: save() it.
    void saveRequested(const QString& name);

private:
    void choose(int index);
    void askToSave();

    QComboBox* m_presets;
    QLineEdit* m_presetName;
};

} // namespace ic
