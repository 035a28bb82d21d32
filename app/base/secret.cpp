#include "base/secret.h"

#include "base/redact.h"

#include <utility>

namespace ic {

Secret::Secret(QString text)
    : m_text(std::move(text))
{
    Redactor().add(m_text);
}

Secret& Secret::operator=(const Secret& other)
{
    if (this != &other) {
        wipe();
        m_text = other.m_text;
    }
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        wipe();
        m_text = std::exchange(other.m_text, {});
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

void Secret::wipe()
{
    // A text that is shared still belongs to somebody.
    if (!m_text.isEmpty() && m_text.isDetached()) {
        // volatile: the compiler may not leave out what nobody reads any more.
        auto* const letters = reinterpret_cast<volatile char16_t*>(m_text.data());
        for (qsizetype i = 0; i < m_text.size(); ++i)
            letters[i] = 0;
    }
    m_text.clear();
}

} // namespace ic
