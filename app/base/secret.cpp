#include "base/secret.h"

#include "base/redact.h"

#include <utility>

namespace ic {

void overwrite(QString& text)
{
    if (text.isEmpty() || !text.isDetached())
        return;
    // volatile: the compiler may not leave out what nobody reads any more.
    auto* const letters = reinterpret_cast<volatile char16_t*>(text.data());
    for (qsizetype i = 0; i < text.size(); ++i)
        letters[i] = 0;
}

Secret::Secret(Secret&& other) noexcept
    : m_text(std::exchange(other.m_text, {}))
{
}

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
    overwrite(m_text);
    m_text.clear();
}

} // namespace ic
