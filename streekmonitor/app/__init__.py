"""The Streamlit side: shell, cached loaders and components. Only this package and `pages/` import streamlit."""
