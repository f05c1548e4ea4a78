"""The Streamlit side: shell, cached loaders, components. Only this and `pages/` import streamlit."""
