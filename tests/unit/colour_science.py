"""How colours look: contrast (WCAG 2.2), CIE L*a*b*, CIEDE2000, and colour-vision deficiencies.

Simulation: Machado, Oliveira and Fernandes (2009), severity 1.0, on linear sRGB.
"""

import numpy as np

NORMAL = "normaal"
VISIONS = {
    NORMAL: np.eye(3),
    "protanopie": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopie": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopie": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.95047, 1.0, 1.08883])  # D65


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG, 1 to 21."""
    light, dark = sorted((TO_XYZ[1] @ _linear(colour) for colour in (first, second)), reverse=True)
    return float((light + 0.05) / (dark + 0.05))


def lightness(colour: str, vision: str = NORMAL) -> float:
    """CIE L*, 0 to 100."""
    return float(seen(colour, vision)[0])


def apart(first: str, second: str, vision: str = NORMAL) -> float:
    """The difference of two colours (CIEDE2000) for this vision."""
    return difference(seen(first, vision), seen(second, vision))


def seen(colour: str, vision: str) -> np.ndarray:
    """L*, a* and b* of a colour as this vision sees it."""
    relative = TO_XYZ @ np.clip(VISIONS[vision] @ _linear(colour), 0, 1) / WHITE
    x, y, z = np.where(relative > 216 / 24389, np.cbrt(relative), (24389 / 27 * relative + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(first: np.ndarray, second: np.ndarray) -> float:
    """CIEDE2000 of two L*a*b* colours, with the names of Sharma, Wu and Dalal (2005)."""
    mean = (np.hypot(*first[1:]) + np.hypot(*second[1:])) / 2
    stretch = 1 + (1 - np.sqrt(mean**7 / (mean**7 + 25**7))) / 2
    chroma1, hue1 = _polar(first, stretch)
    chroma2, hue2 = _polar(second, stretch)
    turn = (hue2 - hue1 + 180) % 360 - 180 if chroma1 * chroma2 else 0.0
    hue = hue1 + turn / 2 if chroma1 * chroma2 else hue1 + hue2
    light, chroma = (first[0] + second[0]) / 2, (chroma1 + chroma2) / 2
    waves = ((0.17, 1, -30), (-0.24, 2, 0), (-0.32, 3, 6), (0.20, 4, -63))
    weight = 1 - sum(size * np.cos(np.radians(times * hue + shift)) for size, times, shift in waves)
    d_light = (second[0] - first[0]) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    d_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    d_hue = 2 * np.sqrt(chroma1 * chroma2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    blue = np.radians(60 * np.exp(-((((hue % 360) - 275) / 25) ** 2)))
    rotation = -2 * np.sqrt(chroma**7 / (chroma**7 + 25**7)) * np.sin(blue)
    return float(np.sqrt(d_light**2 + d_chroma**2 + d_hue**2 + rotation * d_chroma * d_hue))


def _polar(colour: np.ndarray, stretch: float) -> tuple[float, float]:
    """Chroma, and hue in degrees."""
    a, b = colour[1] * stretch, colour[2]
    return float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360)


def _linear(colour: str) -> np.ndarray:
    coded = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
